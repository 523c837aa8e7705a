package io.portreeve.gateway.console.audit;

import io.portreeve.gateway.audit.AuditReport;
import io.portreeve.gateway.audit.AuditVerifier;
import io.portreeve.gateway.audit.StoredWitness;
import io.portreeve.gateway.audit.VerifyingKey;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Verifies the log of this gateway, one time at a time, on a thread of its own. */
final class Verification {
  private final Path directory;
  private final Path key;
  private final Settings settings;
  private final InstantSource clock;
  private final Executor aside;
  private Verifying state = new Verifying.NotYet();

  /**
   * None yet.
   *
   * @param key the file with the public key that checkpoints are signed with
   * @param settings hold the newest checkpoint, too
   * @param aside runs what takes long
   */
  Verification(Path directory, Path key, Settings settings, InstantSource clock, Executor aside) {
    this.directory = directory;
    this.key = key;
    this.settings = settings;
    this.clock = clock;
    this.aside = aside;
  }

  synchronized Verifying state() {
    return state;
  }

  private synchronized void become(Verifying next) {
    state = next;
  }

  /** Begins one, unless one goes on. */
  void begin() {
    synchronized (this) {
      if (state instanceof Verifying.Under) {
        return;
      }
      state = new Verifying.Under(0, 0);
    }
    aside.execute(this::run);
  }

  private void run() {
    try {
      become(new Verifying.Over(verified(), clock.instant()));
    } catch (IOException | RuntimeException fault) {
      become(new Verifying.Broke(String.valueOf(fault.getMessage()), clock.instant()));
    }
  }

  /** The store is asked before the log is read: what it keeps later is in the log by then. */
  private AuditReport verified() throws IOException, StoreUnavailable {
    Optional<byte[]> stored = StoredWitness.keptIn(settings);
    AuditVerifier verifier =
        new AuditVerifier(List.of(VerifyingKey.read(key)))
            .telling((files, of) -> become(new Verifying.Under(files, of)));
    return stored
        .map(line -> verifier.holding("store", new String(line, StandardCharsets.UTF_8)))
        .orElse(verifier)
        .verify(directory);
  }
}
