package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.Shape;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.config.AuditSettings.AuditedValues;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.recording.Redaction;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What a gateway keeps in its data directory: the store, the keys, the secrets and the journal. */
final class Vault implements AutoCloseable {
  private static final int SEAL_KEY_BYTES = 32;

  private static final System.Logger LOG = System.getLogger("io.portreeve.store.missing");

  private final Earlier earlier;
  private final Path data;
  private final Store store;
  private final KeyRing keys;
  private final AuditJournal journal;
  private final Seal seal;
  private final Shape shape;
  private final List<Secret> memoryKeys;

  private Vault(
      Earlier earlier,
      Path data,
      Store store,
      KeyRing keys,
      AuditJournal journal,
      Seal seal,
      Shape shape,
      List<Secret> memoryKeys) {
    this.earlier = earlier;
    this.data = data;
    this.store = store;
    this.keys = keys;
    this.journal = journal;
    this.seal = seal;
    this.shape = shape;
    this.memoryKeys = memoryKeys;
  }

  /**
   * Opens that of a data directory.
   *
   * @param windows whether several processes may share it, each with a log of its own
   */
  static Vault open(Path path, JournalSettings settings, boolean windows, InstantSource clock)
      throws StartFault {
    try {
      return open(DataDirectory.open(path), settings, windows, clock);
    } catch (AuditUnavailable | RuntimeException unusable) {
      throw new StartFault(
          "the data directory " + path + " cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  /**
   * The journal is read, and with it the newest of its files, while the store opens. It closes
   * before the store, which keeps its last checkpoint.
   */
  private static Vault open(
      DataDirectory data, JournalSettings settings, boolean windows, InstantSource clock)
      throws AuditUnavailable {
    Found found = Found.in(data.path());
    SecureRandom random = new SecureRandom();
    try (Opened opened = new Opened()) {
      Opening<Store> opening =
          opened.with(Opening.begin(() -> SqliteStore.open(data, SqliteOptions.defaults())));
      AuditJournal journal =
          opened.with(
              Window.journal(
                  data,
                  windows,
                  () -> opening.await().settings(),
                  (own, witness) ->
                      new JournalParts(SigningKey.in(own, random), settings, clock, witness)));
      Store store = opening.await();
      KeyRing keys =
          KeyRing.open(store, GeneratedSecret.in(data, "key-pepper", random), clock, random);
      Seal seal = seal(data, random);
      Shape shape = new Shape(GeneratedSecret.in(data, "shape-key", random));
      found.tell(journal);
      Earlier earlier = new Earlier(found.isStoreLost(), clock.instant(), store.pins());
      return opened.complete(
          new Vault(
              earlier,
              data.path(),
              store,
              keys,
              journal,
              seal,
              shape,
              GeneratedSecret.ofMemories(data, random)));
    }
  }

  /** What was there before anything was opened, and so made. */
  private record Found(boolean store, boolean journal) {
    static Found in(Path data) {
      return new Found(SqliteStore.isIn(data), AuditJournal.isIn(data));
    }

    boolean isStoreLost() {
      return journal && !store;
    }

    /** Whoever removes the store alone removes what was refused and revoked, too. */
    void tell(AuditJournal now) throws AuditUnavailable {
      if (isStoreLost()) {
        LOG.log(
            System.Logger.Level.WARNING,
            "the audit log was there before, but no store: API keys and approvals are lost, and"
                + " every definition counts as never seen");
        var _ = now.append(AuditEntry.event("store-missing", JsonObject.empty()));
      }
    }
  }

  /** What is known of the servers from before this was opened. */
  Earlier earlier() {
    return earlier;
  }

  /** What is sealed under the key of this data directory. */
  static Seal seal(DataDirectory data, SecureRandom random) {
    return new Seal(List.of(sealKey(GeneratedSecret.in(data, "seal-key", random))), random);
  }

  private static SecretKey sealKey(Secret secret) {
    return new SecretKeySpec(Arrays.copyOf(secret.reveal(), SEAL_KEY_BYTES), "AES");
  }

  Store store() {
    return store;
  }

  KeyRing keys() {
    return keys;
  }

  AuditJournal journal() {
    return journal;
  }

  Seal seal() {
    return seal;
  }

  /** What is left of arguments where so much of them may be told. */
  Redaction redaction(AuditedValues values) {
    return switch (values) {
      case SHAPE -> Redaction.shape(shape::of);
      case FULL -> Redaction.full();
    };
  }

  /** What signs entries of memories, and what did before. */
  List<Secret> memoryKeys() {
    return memoryKeys;
  }

  private String unclosed(AuditUnavailable unwritten) {
    String why =
        Files.isDirectory(data)
            ? "with a last checkpoint: " + unwritten.getCause()
            : "properly: the data directory " + data + " has gone away, and the log with it";
    return "the audit log could not be closed " + why;
  }

  @Override
  public void close() {
    try {
      journal.close();
    } catch (AuditUnavailable unwritten) {
      System.getLogger("io.portreeve.audit.unclosed")
          .log(System.Logger.Level.ERROR, () -> unclosed(unwritten));
    } finally {
      store.close();
    }
  }
}
