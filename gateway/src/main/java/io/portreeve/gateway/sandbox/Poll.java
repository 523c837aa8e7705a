package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.BooleanSupplier;

/** Waits for an open file of the kernel to have something to read (poll(2)). */
final class Poll {
  private static final short READABLE = 1;
  private static final long PATIENCE_NANOS = 250_000_000;
  private static final int EVENTS = 4;
  private static final int CAME = 6;
  private static final int INTERRUPTED = 4;

  private final Kernel kernel;
  private final MemorySegment asked;
  private final MemorySegment patience;

  Poll(Kernel kernel, long file) {
    this.kernel = kernel;
    this.asked = kernel.memory(Long.BYTES);
    this.patience = kernel.memory(2 * Long.BYTES);
    asked.set(ValueLayout.JAVA_INT, 0, (int) file);
    asked.set(ValueLayout.JAVA_SHORT, EVENTS, READABLE);
  }

  /**
   * Waits.
   *
   * @param givenUp asked from time to time
   * @return false if nothing will ever come, or it was given up
   */
  boolean readable(BooleanSupplier givenUp) throws IOException {
    while (!givenUp.getAsBoolean()) {
      if (came()) {
        return (asked.get(ValueLayout.JAVA_SHORT, CAME) & READABLE) != 0;
      }
    }
    return false;
  }

  private boolean came() throws IOException {
    // The kernel writes into it how much of it is left.
    patience.setAtIndex(ValueLayout.JAVA_LONG, 0, 0);
    patience.setAtIndex(ValueLayout.JAVA_LONG, 1, PATIENCE_NANOS);
    try {
      return kernel.call(Call.PPOLL, asked.address(), 1, patience.address(), 0, 0) > 0;
    } catch (Kernel.Refused refused) {
      if (refused.error() == INTERRUPTED) {
        return false;
      }
      throw refused;
    }
  }
}
