package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.Shape;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.StoredWitness;
import io.portreeve.gateway.config.AuditSettings.AuditedValues;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.recording.Redaction;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a gateway keeps: the store, the keys, the secrets and the journal. All of it lies in its
 * data directory, but for what nodes share: the store, and the secret that the keys are derived
 * from.
 */
final class Vault implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.store.missing");
  private static final System.Logger OF_BEFORE = System.getLogger("io.portreeve.keys.of-before");

  private final Earlier earlier;
  private final DurableState state;
  private final Store store;
  private final KeyRing keys;
  private final AuditJournal journal;
  private final Seal seal;
  private final Shape shape;
  private final List<Secret> memoryKeys;

  private Vault(
      Earlier earlier,
      DurableState state,
      Store store,
      KeyRing keys,
      AuditJournal journal,
      Seal seal,
      Shape shape,
      List<Secret> memoryKeys) {
    this.earlier = earlier;
    this.state = state;
    this.store = store;
    this.keys = keys;
    this.journal = journal;
    this.seal = seal;
    this.shape = shape;
    this.memoryKeys = memoryKeys;
  }

  static Vault open(Configuration configuration, SecretSource secrets, InstantSource clock)
      throws StartFault {
    Path path = configuration.data();
    DurableState state = new DurableState(configuration, secrets);
    List<Unfit> unfit = Stream.concat(BeforeStart.data(path), state.unfit()).toList();
    if (!unfit.isEmpty()) {
      throw StartFault.unfit(unfit);
    }
    DataDirectory data = directory(path);
    try {
      return open(state, data, clock);
    } catch (AuditUnavailable | RuntimeException unusable) {
      throw new StartFault(
          "the data directory " + path + " cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  private static DataDirectory directory(Path path) throws StartFault {
    try {
      return DataDirectory.open(path);
    } catch (StoreUnavailable unfit) {
      throw StartFault.unfit(Unfit.data(unfit));
    }
  }

  /**
   * The journal is read, and with it the newest of its files, while the store opens. It closes
   * before the store, which keeps its last checkpoint.
   */
  private static Vault open(DurableState state, DataDirectory data, InstantSource clock)
      throws AuditUnavailable, StartFault {
    boolean hadJournal = AuditJournal.isIn(data.path());
    boolean hadStore = state.mayExist();
    SecureRandom random = new SecureRandom();
    try (Opened opened = new Opened()) {
      Opening<Store> opening = opened.with(opening(state, data));
      boolean knew = state.isShared() ? knows(state, opening.await()) : hadStore;
      AuditJournal journal =
          opened.with(
              ClientWindow.journal(
                  data,
                  state.configuration().authentication().stdio().only(),
                  () -> state.ofThisNode(opening.await()),
                  clock,
                  (own, witness) ->
                      new JournalParts(
                          SigningKey.in(own, random),
                          Settings.journal(state.configuration()),
                          clock,
                          witness)));
      Store store = opening.await();
      OwnSecrets keys = named(state, () -> state.keys(data));
      tellOfBefore(state.configuration());
      Found found = new Found(knew, hadJournal);
      found.tell(journal);
      Earlier earlier = new Earlier(found.isStoreLost(), clock.instant(), store.pins());
      return opened.complete(
          new Vault(
              earlier,
              state,
              store,
              named(state, () -> KeyRing.open(store, keys, state.firstLookUps(), clock, random)),
              journal,
              seal(keys, random),
              new Shape(keys.get(OwnSecrets.SHAPE)),
              keys.memories()));
    }
  }

  /** An operator who forgets it lets old copies of the data directory open what is sealed now. */
  private static void tellOfBefore(Configuration configuration) {
    if (configuration.state().acceptDataSecrets()) {
      OF_BEFORE.log(
          System.Logger.Level.WARNING,
          "keys from before `state.secret` that lie in {0} are accepted beside it; when what"
              + " was made under them has ended, remove `state.accept-data-secrets` and them",
          configuration.data());
    }
  }

  /** What is wrong with the secret that nodes share is no matter of the data directory. */
  private static <T> T named(DurableState state, Supplier<T> opened) throws StartFault {
    try {
      return opened.get();
    } catch (SecretUnavailable unfit) {
      if (state.keysAreDerived()) {
        throw new StartFault("state.secret", String.valueOf(unfit.getMessage()), unfit);
      }
      throw unfit;
    }
  }

  private static boolean knows(DurableState state, Store shared) {
    return StoredWitness.keptIn(state.ofThisNode(shared)).isPresent();
  }

  /** What nodes share is waited for at once, since nothing can be said without it. */
  private static Opening<Store> opening(DurableState state, DataDirectory data) throws StartFault {
    if (!state.isShared()) {
      return Opening.begin(() -> state.store(data));
    }
    try {
      Store shared = state.store(data);
      return Opening.begin(() -> shared);
    } catch (RuntimeException unusable) {
      throw new StartFault("state.postgres", String.valueOf(unusable.getMessage()), unusable);
    }
  }

  /**
   * What was there before anything was opened, and so made.
   *
   * @param store of a store that nodes share: whether it knows this node's log
   */
  private record Found(boolean store, boolean journal) {
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

  /** What is sealed under the key of whoever shares the store. */
  static Seal seal(OwnSecrets keys, SecureRandom random) {
    return Seal.under(keys.all(OwnSecrets.SEAL), random);
  }

  Store store() {
    return store;
  }

  /** Where what is in the store is kept, and what of it is this node's alone. */
  DurableState state() {
    return state;
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
    Path data = state.configuration().data();
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
