package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A version of a definition at the moment it is first shown, before anything was decided of it. */
public record FirstSight(PinName name, String canonical, Look look) {
  private static final Comparator<Pin> LAST_DECIDED =
      Comparator.<Pin, Instant>comparing(pin -> pin.decided().orElse(pin.seen()))
          .thenComparing(pin -> pin.digest().hex(), Comparator.reverseOrder());

  /**
   * It waits; where something was decided under its name before, as drift.
   *
   * @param known the versions that were seen before
   */
  public Pin beside(List<Pin> known) {
    boolean decided = known.stream().anyMatch(pin -> pin.state() != PinState.PENDING);
    Optional<Digest> previous =
        known.stream()
            .filter(pin -> pin.state() == PinState.APPROVED)
            .max(LAST_DECIDED)
            .map(Pin::digest);
    return pin(decided ? PinState.QUARANTINED : PinState.PENDING, Optional.empty(), previous);
  }

  /** Likewise; but where nothing is known, it is approved by whoever vouches for it. */
  public Pin beside(List<Pin> known, String vouching) {
    return known.isEmpty()
        ? pin(PinState.APPROVED, Optional.of(vouching), Optional.empty())
        : beside(known);
  }

  private Pin pin(PinState state, Optional<String> by, Optional<Digest> previous) {
    return new Pin(
        name,
        Digest.sha256(canonical),
        canonical,
        state,
        look.at(),
        look.viewer(),
        by,
        by.map(_ -> look.at()),
        previous);
  }
}
