package io.portreeve.gateway;

import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.StoredWitness;
import io.portreeve.gateway.audit.VerifyingKey;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PostgresSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.keys.FirstLookUps;
import io.portreeve.gateway.keys.KeyMark;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.scan.KeptFindings;
import io.portreeve.gateway.scan.KeptQuarantine;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.NodeSettings;
import io.portreeve.gateway.store.PostgresLook;
import io.portreeve.gateway.store.PostgresOptions;
import io.portreeve.gateway.store.PostgresStore;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.store.StoreCopy;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where a configuration says that what must last is kept: in its data directory, or in a database
 * that several nodes share. The audit log and its key are each node's own in any case.
 */
public record DurableState(Configuration configuration, SecretSource secrets) {
  /** How the settings begin that {@link #ofThisNode} is for. */
  private static final List<String> OF_A_NODE =
      List.of(StoredWitness.NAME, KeptFindings.PREFIX, KeptQuarantine.PREFIX);

  /** Whether other nodes see it, too. */
  public boolean isShared() {
    return postgres().isPresent();
  }

  /**
   * Whether its keys are derived from the secret that all nodes have, and lie in no data directory;
   * so they do wherever anything is shared, though it be nothing that must last.
   */
  public boolean keysAreDerived() {
    return configuration.state().secret().isPresent();
  }

  /** Whether there is anything, as far as this machine alone can tell. */
  public boolean mayExist() {
    return isShared() || SqliteStore.isIn(configuration.data());
  }

  /**
   * Whether there is anything for whoever only looks. To open a store makes it, and brings an older
   * one to this version: with that of nodes, others would find a database changed that nobody here
   * meant to change, so it is asked first.
   *
   * @throws StoreUnavailable if it cannot be asked, or to open it would change it
   */
  public boolean isMade() {
    return postgres().map(this::isMade).orElseGet(() -> SqliteStore.isIn(configuration.data()));
  }

  private boolean isMade(PostgresSettings settings) {
    int schema = look(settings, KeyMark.SETTING).schema();
    if (schema != 0 && schema < PostgresLook.known()) {
      throw new StoreUnavailable(
          "the database of `state.postgres` is of an older version (its schema is %d), and to open it would bring it to %d; start a node of this version first, or look with one of that"
              .formatted(schema, PostgresLook.known()));
    }
    return schema != 0;
  }

  /** Opens the store, making it as needed. */
  public Store store(DataDirectory data) {
    return postgres()
        .<Store>map(it -> PostgresStore.open(options(it)))
        .orElseGet(() -> SqliteStore.open(data, SqliteOptions.defaults()));
  }

  /** Opens what {@link #isMade}, for whoever only looks: no data directory is made for it. */
  public Store madeStore() {
    return postgres()
        .<Store>map(it -> PostgresStore.open(options(it)))
        .orElseGet(() ->
            SqliteStore.open(DataDirectory.open(configuration.data()), SqliteOptions.defaults()));
  }

  /**
   * Looks at the database that nodes share as {@link #store} would reach it, and makes nothing.
   *
   * @param setting one that holds a digest
   */
  PostgresLook look(PostgresSettings settings, String setting) {
    return PostgresLook.at(options(settings), setting);
  }

  /** Who may ask the store at once about keys that nobody has shown before. */
  public FirstLookUps firstLookUps() {
    return postgres()
        .map(it -> FirstLookUps.ofConnections(it.pool()))
        .orElseGet(FirstLookUps::unlimited);
  }

  /**
   * The secrets that verify, open and sign what lies in the store. Whoever has an old copy of a
   * data directory has what lies in it, so beside the secret of all nodes that is good only where
   * the operator says so.
   */
  public OwnSecrets keys(DataDirectory data) {
    return derived(data)
        .<OwnSecrets>map(all -> all)
        .orElseGet(() -> OwnSecrets.in(data, new SecureRandom()));
  }

  private Optional<OwnSecrets.Derived> derived(DataDirectory data) {
    return shared().map(all -> configuration.state().acceptDataSecrets() ? all.besides(data) : all);
  }

  /** Likewise, where nodes share them, for whoever makes no data directory. */
  public OwnSecrets.Derived sharedKeys() {
    Optional<OwnSecrets.Derived> all =
        Files.isDirectory(configuration.data())
            ? derived(DataDirectory.open(configuration.data()))
            : shared();
    return all.orElseThrow();
  }

  private Optional<OwnSecrets.Derived> shared() {
    return configuration
        .state()
        .secret()
        .map(where ->
            OwnSecrets.derivedFrom(
                secrets.resolve(where.toString()),
                configuration.state().acceptedSecrets().stream()
                    .map(other -> secrets.resolve(other.toString()))
                    .toList()));
  }

  /**
   * The settings in the store that are this node's alone. A node is known by the key of its log.
   */
  public Settings ofThisNode(Store store) {
    return ofThisNode(store, configuration);
  }

  /** Likewise, for whoever opens nothing. */
  static Settings ofThisNode(Store store, Configuration configuration) {
    return configuration.state().postgres().isPresent()
        ? new NodeSettings(store.settings(), node(configuration.data()))
        : store.settings();
  }

  /** The name of this node among those that share the store: that of the key of its log. */
  String node() {
    return node(configuration.data());
  }

  private static String node(Path data) {
    Path key = SigningKey.publicIn(data);
    try {
      return Files.exists(key) ? VerifyingKey.read(key).id() : "";
    } catch (IOException unreadable) {
      throw new SecretUnavailable("cannot read the public key " + key, unreadable);
    }
  }

  /**
   * Copies the store of the data directory into the database that nodes share, where this node's
   * own settings go under its name.
   */
  public List<StoreCopy.Copied> copy(DataDirectory data, StoreCopy.Progress progress) {
    String own = NodeSettings.prefix(node());
    return StoreCopy.run(
        data,
        options(postgres().orElseThrow()),
        name -> OF_A_NODE.stream().anyMatch(name::startsWith) ? own + name : name,
        progress);
  }

  /** What keeps it from being used that can be told without connecting to anything. */
  Stream<Unfit> unfit() {
    return files().unfit();
  }

  private StateFiles files() {
    return new StateFiles(configuration.state(), secrets);
  }

  private Optional<PostgresSettings> postgres() {
    return configuration.state().postgres();
  }

  private PostgresOptions options(PostgresSettings settings) {
    Reference password = settings.password();
    return new PostgresOptions(
        settings.address(),
        settings.user(),
        () -> secrets.resolve(password.toString()).revealText(),
        settings.ca().map(ca -> (Supplier<String>) () -> files().authorities(ca)),
        settings.encrypted(),
        settings.pool(),
        settings.timeout());
  }
}
