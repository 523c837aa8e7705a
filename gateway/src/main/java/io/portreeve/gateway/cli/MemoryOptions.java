package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which memory a command is about, and where its server keeps it. */
final class MemoryOptions {
  @Parameters(index = "0", paramLabel = "SERVER", description = "The memory, by its server's id.")
  private String server = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "What the server keeps (MEMORY_FILE_PATH).")
  private Path file = Path.of("");

  String server() {
    return server;
  }

  MemoryFile read(Configuration right, OpenStore open) {
    return MemoryFile.of(file, server, right, open);
  }
}
