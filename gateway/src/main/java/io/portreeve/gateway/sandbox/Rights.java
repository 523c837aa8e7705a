package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Gives up the privileges of this process, and every way to new ones (capabilities(7)). */
final class Rights {
  private static final int SET_NO_NEW_PRIVILEGES = 38;
  private static final int ADOPT_ORPHANS = 36;
  private static final int DROP_FROM_BOUNDING_SET = 24;
  private static final int AMBIENT = 47;
  private static final int CLEAR_ALL = 4;
  private static final int VERSION_3 = 0x20080522;
  private static final int NOT_PERMITTED = 1;
  private static final int INVALID = 22;

  private Rights() {}

  /**
   * From here on the process can do what its user may do, and root only what its files allow.
   * Whatever is started under it stays under it: what lost its parent is its child.
   */
  static void drop(Kernel kernel) throws IOException {
    kernel.call(Call.PRCTL, SET_NO_NEW_PRIVILEGES, 1);
    kernel.call(Call.PRCTL, ADOPT_ORPHANS, 1);
    kernel.call(Call.PRCTL, AMBIENT, CLEAR_ALL);
    emptyBoundingSet(kernel);
    MemorySegment header = kernel.memory(2 * Integer.BYTES);
    header.setAtIndex(ValueLayout.JAVA_INT, 0, VERSION_3);
    MemorySegment none = kernel.memory(6 * Integer.BYTES);
    kernel.call(Call.CAPSET, header.address(), none.address());
  }

  /** Whoever may not drop from the set cannot gain from it either: new privileges are off. */
  private static void emptyBoundingSet(Kernel kernel) throws IOException {
    for (int capability = 0; capability < Long.SIZE; capability++) {
      try {
        kernel.call(Call.PRCTL, DROP_FROM_BOUNDING_SET, capability);
      } catch (Kernel.Refused refused) {
        if (refused.error() == INVALID || refused.error() == NOT_PERMITTED) {
          return;
        }
        throw refused;
      }
    }
  }
}
