package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Where the journal lies. */
  Path directory(Terminal terminal) {
    Path directory = journal.map(terminal::path).orElseGet(() -> data(terminal).resolve("audit"));
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "there is no journal at " + directory,
          "it begins with the first `portreeve run`");
    }
    return directory;
  }

  /** Where the public key of its checkpoints lies unless another is named. */
  Path usualKey(Terminal terminal) {
    return journal
        .map(elsewhere -> terminal.path(elsewhere).resolveSibling("audit-signing.pub"))
        .orElseGet(() -> data(terminal).resolve("audit-signing.pub"));
  }

  AuditReader reader(Terminal terminal) {
    return new AuditReader(directory(terminal));
  }

  private Path data(Terminal terminal) {
    Configuration right = configuration.load(terminal);
    return right.data();
  }

  /** A file could not be read, or what stands in it is no journal. */
  static CommandFailure unreadable(IOException fault) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE, Failures.oneLine(fault), "see `portreeve audit verify`");
  }
}
