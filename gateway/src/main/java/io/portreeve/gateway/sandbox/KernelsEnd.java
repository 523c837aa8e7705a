package io.portreeve.gateway.sandbox;

import java.util.Optional;

/** What the exit status of a program says of the kernel's having ended it (signal(7)). */
final class KernelsEnd {
  private static final int BY_SIGNAL = 128;
  private static final int PROCESSOR_TIME = 24;
  private static final int FILE_SIZE = 25;
  private static final int BAD_CALL = 31;

  private KernelsEnd() {}

  static Optional<Incident> of(int status) {
    return switch (status - BY_SIGNAL) {
      case PROCESSOR_TIME ->
          Optional.of(Incident.exhausted("used up its processor time and ended"));
      case FILE_SIZE ->
          Optional.of(Incident.exhausted("wrote a larger file than it may, and ended"));
      case BAD_CALL ->
          Optional.of(Incident.refused("made calls of another kind of processor, and ended"));
      default -> Optional.empty();
    };
  }
}
