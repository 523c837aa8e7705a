package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What a program may use up.
 *
 * @param memory bytes of data of each of its processes, which the kernel sees to (setrlimit(2)),
 *     and of all together, at which we look
 * @param openFiles how many each of its processes may have open
 * @param fileSize bytes of the largest file that it may write
 * @param folder bytes of all that lies in its own folder, at which we look
 * @param processes how many processes and threads it may have; for one that nobody watches, how
 *     many its user may have in all, to which the kernel does not hold root
 * @param seconds of processor time of each of its processes
 */
public record Bounds(
    long memory, long openFiles, long fileSize, long folder, long processes, long seconds) {
  private static final int PROCESSOR = 0;

  /** Between the signal that says so, and the end. */
  private static final long LAST_SECONDS = 5;

  private static final int DATA = 2;
  private static final int CORE = 4;
  private static final int PROCESSES = 6;
  private static final int OPEN_FILES = 7;
  private static final int FILE_SIZE = 1;

  /** Sets them for this process, for good, as far as the kernel can hold a process to them. */
  void set(Kernel kernel, boolean watched) throws IOException {
    set(kernel, CORE, 0);
    set(kernel, PROCESSOR, seconds, seconds + LAST_SECONDS);
    set(kernel, FILE_SIZE, fileSize);
    set(kernel, OPEN_FILES, openFiles);
    if (!watched) {
      set(kernel, PROCESSES, processes);
    }
    set(kernel, DATA, memory);
  }

  private static void set(Kernel kernel, int which, long most) throws IOException {
    set(kernel, which, most, most);
  }

  private static void set(Kernel kernel, int which, long soft, long hard) throws IOException {
    MemorySegment limit = kernel.memory(2 * Long.BYTES);
    limit.setAtIndex(ValueLayout.JAVA_LONG, 0, soft);
    limit.setAtIndex(ValueLayout.JAVA_LONG, 1, hard);
    kernel.call(Call.PRLIMIT, 0, which, limit.address(), 0);
  }
}
