package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What our own process can still do once it has given up the rest: for good, for all its threads,
 * and for all that it starts.
 *
 * @param programs whether it starts any
 * @param namespaces whether it may make namespaces for them, with bubblewrap
 */
public record OwnRights(boolean programs, boolean namespaces) {
  private static final int SET_DUMPABLE = 4;
  private static final int SET_NO_NEW_PRIVILEGES = 38;
  private static final int CORE_FILES = 4;
  private static final int ITSELF = 0;

  /** Those that a gateway needs here. */
  public static OwnRights needed(boolean programs) {
    return new OwnRights(programs, programs && Files.isExecutable(Namespaces.BUBBLEWRAP));
  }

  /** Why nothing can be given up on this system; empty if it can. */
  public static Optional<String> lack() {
    try {
      Machine _ = Machine.ours();
      return Optional.empty();
    } catch (IOException unknown) {
      return Optional.ofNullable(unknown.getMessage());
    }
  }

  /**
   * Gives up all others.
   *
   * @throws IOException if one of them cannot be given up
   */
  public void keepOnly() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Machine machine = Machine.ours();
      Kernel kernel = new Kernel(machine, arena);
      Seccomp filter = Seccomp.prepare(kernel, OwnFilter.of(machine, programs, namespaces));
      kernel.call(Call.PRCTL, SET_DUMPABLE, 0);
      kernel.call(Call.PRLIMIT, ITSELF, CORE_FILES, kernel.memory(2 * Long.BYTES).address(), 0);
      kernel.call(Call.PRCTL, SET_NO_NEW_PRIVILEGES, 1);
      filter.enforceForAll();
    }
  }

  /** What is given up, in words for the operator. */
  public String words() {
    return Stream.of(
            Stream.of(
                "new privileges",
                "looking into other processes, and being looked into",
                "the kernel's modules, keys, programs and measurements",
                "rare and raw sockets"),
            namespaces ? Stream.<String>empty() : Stream.of("mounts and namespaces"),
            programs ? Stream.<String>empty() : Stream.of("starting programs"))
        .flatMap(words -> words)
        .collect(Collectors.joining("; "));
  }
}
