package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.GraphFile;
import io.portreeve.gateway.store.MemoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A memory as it lies in its file, and as it is signed. */
record MemoryFile(GraphFile graph, MemoryState state) {
  /**
   * Reads both.
   *
   * @throws CommandFailure if the file cannot be read, or the server is no memory
   */
  static MemoryFile of(Path file, String server, Configuration right, OpenStore open) {
    MemoryState state = open.store().memorySignatures().of(server);
    if (!right.memories().contains(server) && state.head().isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "`" + Shown.of(server) + "` is no memory", "see `portreeve memory list`");
    }
    return new MemoryFile(GraphFile.of(text(file)), state);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "the file " + file + " cannot be read",
          "name the file that the server keeps, which is text in UTF-8");
    }
  }
}
