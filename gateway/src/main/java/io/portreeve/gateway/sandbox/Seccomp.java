package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Which system calls a process may make (seccomp(2)). */
final class Seccomp {
  private static final int SET_MODE_FILTER = 1;
  private static final int ALL_THREADS = 1;

  /** Else older kernels slow down whoever has a filter. */
  private static final int AS_FAST_AS_BEFORE = 1 << 2;

  private static final int LISTENER = 1 << 3;

  /** Who was asked about waits for the answer through signals; since Linux 5.19. */
  private static final int UNINTERRUPTED = 1 << 5;

  private final Kernel kernel;
  private final MemorySegment program;

  private Seccomp(Kernel kernel, MemorySegment program) {
    this.kernel = kernel;
    this.program = program;
  }

  static Seccomp prepare(Kernel kernel, FilterCode filter) throws IOException {
    List<Long> instructions = filter.instructions();
    MemorySegment code = kernel.memory((long) instructions.size() * Long.BYTES);
    for (int i = 0; i < instructions.size(); i++) {
      code.setAtIndex(ValueLayout.JAVA_LONG, i, instructions.get(i));
    }
    MemorySegment program = kernel.memory(2 * Long.BYTES);
    program.set(ValueLayout.JAVA_SHORT, 0, (short) instructions.size());
    program.set(ValueLayout.JAVA_LONG, Long.BYTES, code.address());
    return new Seccomp(kernel, program);
  }

  /** Confines this thread, and what it becomes and starts, for good. */
  void enforce() throws IOException {
    kernel.call(Call.SECCOMP, SET_MODE_FILTER, 0, program.address());
  }

  /** Confines all threads of this process, and what they become and start, for good. */
  void enforceForAll() throws IOException {
    long hindering =
        kernel.call(
            Call.SECCOMP, SET_MODE_FILTER, ALL_THREADS | AS_FAST_AS_BEFORE, program.address());
    if (hindering != 0) {
      throw new IOException("a thread of ours is held by other rules");
    }
  }

  /**
   * The same as for one, for a filter that asks a watcher.
   *
   * @return the open file over which the watcher hears and answers
   */
  long enforceWatched() throws IOException {
    try {
      return kernel.call(
          Call.SECCOMP, SET_MODE_FILTER, LISTENER | UNINTERRUPTED, program.address());
    } catch (Kernel.Refused older) {
      return kernel.call(Call.SECCOMP, SET_MODE_FILTER, LISTENER, program.address());
    }
  }
}
