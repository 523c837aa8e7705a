package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which journal is meant. Reading one makes nothing and changes nothing. */
final class JournalOption {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--journal",
      paramLabel = "DIRECTORY",
      description = "A journal elsewhere, such as a copy, instead of the configuration's.")
  private Optional<Path> journal = Optional.empty();

  JournalPlace place(Terminal terminal) {
    return journal
        .map(copy -> JournalPlace.copy(terminal.path(copy)))
        .orElseGet(() -> JournalPlace.of(configuration.load(terminal)));
  }

  AuditReader reader(Terminal terminal) {
    return new AuditReader(place(terminal).present().directory());
  }

  /** A file could not be read, or what stands in it is no journal. */
  static CommandFailure unreadable(IOException fault) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE, Failures.oneLine(fault), "see `portreeve audit verify`");
  }
}
