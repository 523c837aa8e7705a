package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Pins;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.gateway.store.TooManyDefinitions;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pins in a map, in the state that the test wants; room for so many, and it can go away. */
final class ScriptedPins implements Pins {
  final Map<Digest, Pin> kept = new LinkedHashMap<>();
  PinState first = PinState.APPROVED;
  int room = Integer.MAX_VALUE;
  boolean down;
  int looks;

  @Override
  public Map<String, Long> countWaiting() {
    return waiting().stream()
        .collect(Collectors.groupingBy(pin -> pin.name().server(), Collectors.counting()));
  }

  @Override
  public Map<PinName, Pin> sight(Map<PinName, String> shown, Look look) {
    looks++;
    Map<PinName, Pin> pins = new HashMap<>();
    shown.forEach((name, canonical) -> pins.put(name, sight(name, canonical, look)));
    return pins;
  }

  private Pin sight(PinName name, String canonical, Look look) {
    answer();
    Digest digest = Digest.sha256(canonical);
    if (!kept.containsKey(digest) && kept.size() >= room) {
      throw new TooManyDefinitions(look.viewer());
    }
    return kept.computeIfAbsent(digest, _ -> pin(name, canonical, first, look));
  }

  void decide(String canonical, PinState state) {
    kept.computeIfPresent(
        Digest.sha256(canonical),
        (_, pin) -> pin(pin.name(), canonical, state, new Look(pin.seenBy(), pin.seen())));
  }

  private static Pin pin(PinName name, String canonical, PinState state, Look look) {
    Optional<String> by = Optional.of("test");
    return new Pin(
        name,
        Digest.sha256(canonical),
        canonical,
        state,
        look.at(),
        look.viewer(),
        by,
        by.map(_ -> look.at()),
        Optional.empty());
  }

  private void answer() {
    if (down) {
      throw new StoreUnavailable("scripted");
    }
  }

  @Override
  public Map<PinName, PinState> states(Map<PinName, Digest> versions) {
    answer();
    looks++;
    Map<PinName, PinState> states = new HashMap<>();
    versions.forEach((name, digest) ->
        Optional.ofNullable(kept.get(digest)).ifPresent(pin -> states.put(name, pin.state())));
    return states;
  }

  @Override
  public Optional<Pin> version(PinName name, Digest version) {
    answer();
    looks++;
    return Optional.ofNullable(kept.get(version));
  }

  @Override
  public Map<PinName, Pin> trustFirst(Map<PinName, String> shown, String by, Look look) {
    return sight(shown, look);
  }

  @Override
  public Optional<Pin> approved(PinName name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Pin> versions(PinName name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Pin> of(String server) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Pin> waiting() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Pin> approve(PinName name, Digest version, String by, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Pin> approveBeside(PinName name, Digest version, String by, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Pin> quarantine(PinName name, Digest version, String by, Instant at) {
    throw new UnsupportedOperationException();
  }
}
