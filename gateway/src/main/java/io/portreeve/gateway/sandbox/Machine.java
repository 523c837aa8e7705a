package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A processor's numbers for what we ask of Linux (linux/audit.h, asm/unistd.h).
 *
 * @param audit how a system call filter knows the processor
 * @param numbers of the system calls that we make or forbid; one that the processor does not have
 *     is missing
 */
record Machine(int audit, Map<Call, Integer> numbers) {
  private static final int X86_64 = 0xC000003E;
  private static final int AARCH64 = 0xC00000B7;

  static Machine ours() throws IOException {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Machine of(String system, String processor) throws IOException {
    if (!system.equals("Linux")) {
      throw new IOException("it needs Linux, and this is " + system);
    }
    return switch (processor) {
      case "amd64", "x86_64" -> new Machine(X86_64, Call.onX86());
      case "aarch64" -> new Machine(AARCH64, Call.onArm());
      default -> throw new IOException("it knows no processor " + processor);
    };
  }

  /**
   * On x86-64 a second set of numbers leads to the same calls, past a filter that knows one set.
   */
  boolean hasSecondSet() {
    return audit == X86_64;
  }

  int number(Call call) throws IOException {
    Integer number = numbers.get(call);
    if (number == null) {
      throw new IOException("this processor has no call " + call);
    }
    return number;
  }

  /** Our name of each number. */
  Map<Integer, Call> names() {
    Map<Integer, Call> names = new HashMap<>();
    numbers.forEach((call, number) -> names.put(number, call));
    return names;
  }
}
