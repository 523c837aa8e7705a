package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What each process of a program may use up (setrlimit(2)).
 *
 * @param memory bytes of its data
 * @param openFiles how many it may have open
 * @param fileSize bytes of the largest file that it may write
 * @param processes how many the user may have in all; the kernel does not hold root to it
 */
public record Bounds(long memory, long openFiles, long fileSize, long processes) {
  private static final int DATA = 2;
  private static final int CORE = 4;
  private static final int PROCESSES = 6;
  private static final int OPEN_FILES = 7;
  private static final int FILE_SIZE = 1;

  /** Sets them for this process, for good. */
  void set(Kernel kernel) throws IOException {
    set(kernel, CORE, 0);
    set(kernel, FILE_SIZE, fileSize);
    set(kernel, OPEN_FILES, openFiles);
    set(kernel, PROCESSES, processes);
    set(kernel, DATA, memory);
  }

  private static void set(Kernel kernel, int which, long most) throws IOException {
    MemorySegment limit = kernel.memory(2 * Long.BYTES);
    limit.setAtIndex(ValueLayout.JAVA_LONG, 0, most);
    limit.setAtIndex(ValueLayout.JAVA_LONG, 1, most);
    kernel.call(Call.PRLIMIT, 0, which, limit.address(), 0);
  }
}
