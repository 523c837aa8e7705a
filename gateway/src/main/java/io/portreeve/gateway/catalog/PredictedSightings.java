package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.FirstSight;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Sightings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the store would answer, without noting that anything was seen. */
public final class PredictedSightings implements Sightings {
  private final Function<PinName, List<Pin>> versions;
  private final Map<Version, Pin> predicted = new ConcurrentHashMap<>();

  private record Version(PinName name, Digest digest) {}

  /**
   * Answers from what was seen before.
   *
   * @param versions every version ever seen of one definition, oldest first
   */
  public PredictedSightings(Function<PinName, List<Pin>> versions) {
    this.versions = versions;
  }

  @Override
  public Map<PinName, Pin> sight(Map<PinName, String> shown, Look look) {
    return each(shown, look, Optional.empty());
  }

  @Override
  public Map<PinName, Pin> trustFirst(Map<PinName, String> shown, String by, Look look) {
    return each(shown, look, Optional.of(by));
  }

  /** What was predicted counts as seen, for as long as this lives. */
  @Override
  public Optional<Pin> version(PinName name, Digest version) {
    return Optional.ofNullable(predicted.get(new Version(name, version)));
  }

  @Override
  public Map<PinName, PinState> states(Map<PinName, Digest> versions) {
    Map<PinName, PinState> states = new LinkedHashMap<>();
    versions.forEach(
        (name, digest) -> version(name, digest).ifPresent(pin -> states.put(name, pin.state())));
    return Map.copyOf(states);
  }

  private Map<PinName, Pin> each(Map<PinName, String> shown, Look look, Optional<String> vouching) {
    Map<PinName, Pin> pins = new LinkedHashMap<>();
    shown.forEach((name, canonical) -> pins.put(name, predicted(name, canonical, look, vouching)));
    pins.values().forEach(pin -> predicted.put(new Version(pin.name(), pin.digest()), pin));
    return Map.copyOf(pins);
  }

  /** A version that was superseded counts as drift when it comes back. */
  private Pin predicted(PinName name, String canonical, Look look, Optional<String> vouching) {
    List<Pin> seen = versions.apply(name);
    Digest digest = Digest.sha256(canonical);
    FirstSight sight = new FirstSight(name, canonical, look);
    return seen.stream()
        .filter(pin -> pin.digest().equals(digest) && pin.state() != PinState.SUPERSEDED)
        .findFirst()
        .orElseGet(
            () -> vouching.map(by -> sight.beside(seen, by)).orElseGet(() -> sight.beside(seen)));
  }
}
