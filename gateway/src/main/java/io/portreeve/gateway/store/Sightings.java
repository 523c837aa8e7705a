package io.portreeve.gateway.store;

import java.util.Map;
import java.util.Optional;

/** Answers how the definitions stand that a server shows. */
public interface Sightings {
  /**
   * The state of each definition that a server shows now, as {@link Pins#sight} gives it.
   *
   * @param shown canonical form by name
   */
  Map<PinName, Pin> sight(Map<PinName, String> shown, Look look);

  /**
   * Like {@link #sight}, but where no version is known at all the shown one is approved at once.
   */
  Map<PinName, Pin> trustFirst(Map<PinName, String> shown, String by, Look look);

  /**
   * How each of these versions stands, by its name; what was never seen, or is forgotten, is not
   * among them. However many they are, the store is asked a few times.
   */
  Map<PinName, PinState> states(Map<PinName, Digest> versions);

  /** Exactly this version of one definition; empty if it was never seen, or is forgotten. */
  Optional<Pin> version(PinName name, Digest version);
}
