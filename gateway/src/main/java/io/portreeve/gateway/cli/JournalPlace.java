package io.portreeve.gateway.cli;

import io.portreeve.gateway.ClientWindow;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Denial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a journal lies, and what lies beside it.
 *
 * @param key where the public key of its checkpoints usually is
 * @param configuration the one that writes the journal; empty if it is a copy
 */
record JournalPlace(Path directory, Path key, Optional<Configuration> configuration) {
  /** Where the journal of a configuration lies. */
  static JournalPlace of(Configuration configuration) {
    Path data = configuration.data();
    return new JournalPlace(
        AuditJournal.directoryIn(data), SigningKey.publicIn(data), Optional.of(configuration));
  }

  /** A journal that lies anywhere; its key is looked for beside it. */
  static JournalPlace copy(Path directory) {
    Path parent = directory.toAbsolutePath().getParent();
    return new JournalPlace(
        directory, SigningKey.publicIn(parent == null ? directory : parent), Optional.empty());
  }

  /** The logs of further windows of a client, whose process each writes its own. */
  List<Path> windows() {
    return configuration.map(right -> ClientWindow.logs(right.data())).orElse(List.of());
  }

  boolean exists() {
    return Files.isDirectory(directory);
  }

  /** Ends the command if there is no journal. */
  JournalPlace present() {
    Denial.refuseIfHidden(directory);
    if (!exists()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "there is no journal at " + directory,
          "it begins with the first `portreeve run`");
    }
    return this;
  }
}
