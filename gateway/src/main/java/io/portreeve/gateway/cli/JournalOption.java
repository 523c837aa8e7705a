package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.config.Configuration;
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

  /** Whether a journal was named. */
  boolean given() {
    return journal.isPresent();
  }

  /** The configuration that was named, whose journal it may be. */
  Configuration configuration(Terminal terminal) {
    return configuration.load(terminal);
  }

  /** The file of that configuration, as it was written. */
  String file(Terminal terminal) {
    return configuration.file(terminal).toString();
  }

  /** The journal that was named, or that configuration's. */
  AuditReader reader(Terminal terminal, Configuration loaded) {
    JournalPlace place =
        journal
            .map(copy -> JournalPlace.copy(terminal.path(copy)))
            .orElseGet(() -> JournalPlace.of(loaded));
    return new AuditReader(place.present().directory());
  }

  /** A file could not be read, or what stands in it is no journal. */
  static CommandFailure unreadable(IOException fault) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE, Failures.oneLine(fault), "see `portreeve audit verify`");
  }
}
