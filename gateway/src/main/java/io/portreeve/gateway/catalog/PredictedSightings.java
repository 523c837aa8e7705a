package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Digest;
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

  private Map<PinName, Pin> each(Map<PinName, String> shown, Look look, Optional<String> vouching) {
    Map<PinName, Pin> pins = new LinkedHashMap<>();
    shown.forEach((name, canonical) -> pins.put(name, predicted(name, canonical, look, vouching)));
    pins.values().forEach(pin -> predicted.put(new Version(pin.name(), pin.digest()), pin));
    return Map.copyOf(pins);
  }

  private Pin predicted(PinName name, String canonical, Look look, Optional<String> vouching) {
    List<Pin> seen = versions.apply(name);
    Digest digest = Digest.sha256(canonical);
    return seen.stream()
        .filter(pin -> pin.digest().equals(digest))
        .findFirst()
        .map(PredictedSightings::returned)
        .orElseGet(() -> {
          Optional<String> by = seen.isEmpty() ? vouching : Optional.empty();
          return pin(name, canonical, state(seen, by), look, by);
        });
  }

  /** A version that was superseded counts as drift when it comes back. */
  private static Pin returned(Pin pin) {
    return pin.state() == PinState.SUPERSEDED
        ? pin(
            pin.name(),
            pin.canonical(),
            PinState.QUARANTINED,
            new Look(pin.seenBy(), pin.seen()),
            pin.decidedBy())
        : pin;
  }

  private static PinState state(List<Pin> seen, Optional<String> by) {
    boolean decided = seen.stream().anyMatch(pin -> pin.state() != PinState.PENDING);
    return by.isPresent() ? PinState.APPROVED : decided ? PinState.QUARANTINED : PinState.PENDING;
  }

  private static Pin pin(
      PinName name, String canonical, PinState state, Look look, Optional<String> by) {
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
}
