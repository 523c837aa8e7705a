package io.portreeve.gateway.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Becomes another JVM to which every signal does what it usually does.
 *
 * <p>A job that a script puts into the background ignores interrupts, and one under {@code nohup}
 * hang-ups; whatever it starts inherits that, and a JVM that began so never hears them. No shell
 * takes that back, so that the process itself has to.
 */
final class DefaultSignals {
  private static final Linker LINKER = Linker.nativeLinker();

  private DefaultSignals() {}

  /** Starts this program, with these arguments, as such a JVM. */
  static Process start(Class<?> program, String... arguments) throws Exception {
    return new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        java(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DefaultSignals.class.getName(),
                        program.getName()),
                    Stream.of(arguments))
                .toList())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  public static void main(String[] arguments) throws Throwable {
    for (int signal : new int[] {1, 2, 15}) {
      var _ =
          (MemorySegment)
              function("signal", ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)
                  .invokeExact(signal, MemorySegment.NULL);
    }
    become(
        Stream.concat(
                Stream.of(java(), "-cp", System.getProperty("java.class.path")),
                Stream.of(arguments))
            .toList());
  }

  private static void become(List<String> command) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
      for (int i = 0; i < command.size(); i++) {
        words.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command.get(i)));
      }
      int failed =
          (int)
              function("execv", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS)
                  .invokeExact(words.getAtIndex(ValueLayout.ADDRESS, 0), words);
      throw new IllegalStateException("execv: " + failed);
    }
  }

  @SuppressWarnings("restricted") // two functions of the system, with the types that it gives them
  private static MethodHandle function(String name, ValueLayout answer, ValueLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(answer, parameters));
  }
}
