package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Calls to Linux, by one thread at a time. What it hands to the kernel lives as long as the arena.
 */
final class Kernel {
  private static final int MOST_ARGUMENTS = 6;

  private final Machine machine;
  private final MethodHandle call;
  private final VarHandle errno;
  private final MemorySegment state;
  private final Arena arena;

  @SuppressWarnings("restricted") // calling the kernel is what this is for
  Kernel(Machine machine, Arena arena) {
    this.machine = machine;
    this.arena = arena;
    Linker linker = Linker.nativeLinker();
    MemoryLayout[] longs = new MemoryLayout[1 + MOST_ARGUMENTS];
    Arrays.fill(longs, ValueLayout.JAVA_LONG);
    this.call =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, longs),
            Linker.Option.firstVariadicArg(1),
            Linker.Option.captureCallState("errno"));
    StructLayout captured = Linker.Option.captureStateLayout();
    this.errno = captured.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    this.state = arena.allocate(captured);
  }

  /** Memory that the kernel may read, all zero. */
  MemorySegment memory(long bytes) {
    return arena.allocate(bytes, Long.BYTES);
  }

  MemorySegment text(String text) {
    return arena.allocateFrom(text);
  }

  /**
   * Makes a call.
   *
   * @return what it returned; not negative
   * @throws Refused if the kernel refused it
   */
  long call(Call which, long... arguments) throws IOException {
    long[] all = Arrays.copyOf(arguments, MOST_ARGUMENTS);
    long returned = invoke(machine.number(which), all);
    if (returned < 0) {
      throw new Refused(which, (int) errno.get(state, 0L));
    }
    return returned;
  }

  /** Closes an open file; whatever the kernel says, it is closed then. */
  void close(long file) {
    try {
      call(Call.CLOSE, file);
    } catch (IOException closed) {
      return;
    }
  }

  private long invoke(int number, long[] all) throws IOException {
    try {
      return (long)
          call.invokeExact(state, (long) number, all[0], all[1], all[2], all[3], all[4], all[5]);
    } catch (Throwable impossible) {
      throw new IOException("a native call failed", impossible);
    }
  }

  /** The kernel refused a call. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int error;

    Refused(Call call, int error) {
      super("the kernel refused " + call + " (error " + error + ")");
      this.error = error;
    }

    /** The error's number, as in errno(3). */
    int error() {
      return error;
    }
  }
}
