package io.portreeve.gateway.console.servers;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinState;

/** How a version of a definition is called. */
final class PinWords {
  private static final int SHORT = 12;

  private PinWords() {}

  static boolean waits(Pin pin) {
    return pin.state() == PinState.PENDING || pin.state() == PinState.QUARANTINED;
  }

  static String state(Pin pin) {
    return switch (pin.state()) {
      case PENDING -> "waiting";
      case QUARANTINED -> "waiting, changed";
      case APPROVED -> "approved";
      case SUPERSEDED -> "superseded";
    };
  }

  /** Enough of a digest to tell it from others. */
  static String version(Digest digest) {
    return digest.hex().substring(0, SHORT);
  }
}
