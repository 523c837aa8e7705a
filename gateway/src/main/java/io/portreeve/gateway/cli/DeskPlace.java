package io.portreeve.gateway.cli;

import io.portreeve.gateway.desk.ClientFile;
import io.portreeve.gateway.desk.ClientFileUnfit;
import io.portreeve.gateway.desk.Desk;
import io.portreeve.gateway.desk.UsualPlaces;
import java.nio.file.Path;

/** Whose desk a command works at, and the file of a client that it was told. */
record DeskPlace(Terminal terminal) {
  Desk desk() {
    String launcher = System.getProperty("portreeve.launcher", terminal.commands().command());
    return Desk.of(terminal.environment(), home(), launcher, system());
  }

  /** Where clients keep their files here. */
  UsualPlaces usual() {
    return new UsualPlaces(terminal.environment(), home(), terminal.path(Path.of("")), system());
  }

  private static String system() {
    return System.getProperty("os.name", "");
  }

  private Path home() {
    return Desk.home(terminal.environment());
  }

  ClientFile file(Path named) {
    Path path = NamedFile.readable(terminal, named, "name the configuration of a client");
    try {
      return ClientFile.read(path);
    } catch (ClientFileUnfit unfit) {
      throw failure(unfit);
    }
  }

  static CommandFailure failure(ClientFileUnfit unfit) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE, String.valueOf(unfit.getMessage()), unfit.fix());
  }
}
