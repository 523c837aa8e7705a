package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;

/** The step in which this process becomes a program, with all it needs laid out before. */
final class Execution {
  private static final int SET_MASK = 2;
  private static final int FIRST_OF_OURS = 3;
  private static final long ALL_AFTER = 0xFFFF_FFFFL;
  private static final int CLOSE_WHEN_BECOMING = 4;

  private final Kernel kernel;
  private final MemorySegment program;
  private final MemorySegment arguments;
  private final MemorySegment environment;
  private final MemorySegment noSignals;

  private Execution(
      Kernel kernel, MemorySegment program, MemorySegment arguments, MemorySegment environment) {
    this.kernel = kernel;
    this.program = program;
    this.arguments = arguments;
    this.environment = environment;
    this.noSignals = kernel.memory(Long.BYTES);
  }

  /**
   * Looks the program up as a shell would.
   *
   * @throws IOException if there is none
   */
  static Execution prepare(Kernel kernel, List<String> command, Map<String, String> environment)
      throws IOException {
    String found =
        Programs.find(command.getFirst(), environment)
            .orElseThrow(
                () -> new IOException("there is no program " + command.getFirst() + " here"))
            .toString();
    List<String> variables =
        environment.entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .toList();
    return new Execution(
        kernel, kernel.text(found), texts(kernel, command), texts(kernel, variables));
  }

  /** Never returns: the program has taken this process's place, or an exception says why not. */
  void begin() throws IOException {
    kernel.call(Call.CLOSE_RANGE, FIRST_OF_OURS, ALL_AFTER, CLOSE_WHEN_BECOMING);
    kernel.call(Call.RT_SIGPROCMASK, SET_MASK, noSignals.address(), 0, Long.BYTES);
    kernel.call(Call.EXECVE, program.address(), arguments.address(), environment.address());
  }

  private static MemorySegment texts(Kernel kernel, List<String> texts) {
    MemorySegment list = kernel.memory((texts.size() + 1L) * Long.BYTES);
    for (int i = 0; i < texts.size(); i++) {
      list.setAtIndex(ValueLayout.JAVA_LONG, i, kernel.text(texts.get(i)).address());
    }
    return list;
  }
}
