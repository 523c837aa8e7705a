package io.portreeve.gateway.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that the command line names. */
final class NamedFile {
  private NamedFile() {}

  /** Its path; where it cannot be read, the command ends and says why. */
  static Path readable(Terminal terminal, Path written, String fix) {
    Path path = terminal.path(written);
    if (Files.isDirectory(path)) {
      throw missing(written + " is a directory", fix);
    }
    if (!Files.exists(path)) {
      boolean link = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      throw missing(
          link ? written + " is a link that leads nowhere" : "there is no file " + written, fix);
    }
    if (!Files.isReadable(path)) {
      throw missing("this user may not read " + written, fix);
    }
    return path;
  }

  private static CommandFailure missing(String what, String fix) {
    return new CommandFailure(ExitCode.UNAVAILABLE, what, fix);
  }
}
