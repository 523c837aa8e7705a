package io.portreeve.gateway;

import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.VerifyingKey;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PostgresSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.NodeSettings;
import io.portreeve.gateway.store.PostgresOptions;
import io.portreeve.gateway.store.PostgresStore;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.tls.Material;
import io.portreeve.gateway.tls.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where a configuration says that what must last is kept: in its data directory, or in a database
 * that several nodes share. The audit log and its key are each node's own in any case.
 */
public record DurableState(Configuration configuration, SecretSource secrets) {
  /** Whether other nodes see it, too. */
  public boolean isShared() {
    return postgres().isPresent();
  }

  /** Whether there is anything, as far as this machine alone can tell. */
  public boolean mayExist() {
    return isShared() || SqliteStore.isIn(configuration.data());
  }

  /** Opens the store, making it as needed. */
  public Store store(DataDirectory data) {
    return postgres()
        .<Store>map(it -> PostgresStore.open(options(it)))
        .orElseGet(() -> SqliteStore.open(data, SqliteOptions.defaults()));
  }

  /** The secrets that verify, open and sign what lies in the store. */
  public OwnSecrets keys(DataDirectory data) {
    return configuration
        .state()
        .secret()
        .map(where -> OwnSecrets.derivedFrom(secrets.resolve(where.toString())))
        .orElseGet(() -> OwnSecrets.in(data, new SecureRandom()));
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

  private static String node(Path data) {
    Path key = SigningKey.publicIn(data);
    try {
      return Files.exists(key) ? VerifyingKey.read(key).id() : "";
    } catch (IOException unreadable) {
      throw new SecretUnavailable("cannot read the public key " + key, unreadable);
    }
  }

  /** What keeps it from being used that can be told without connecting to anything. */
  Stream<Unfit> unfit() {
    return Stream.concat(
        configuration.state().secret().stream().flatMap(this::unfitSecret),
        postgres().stream().flatMap(this::unfitDatabase));
  }

  private Stream<Unfit> unfitSecret(Reference where) {
    String fix = "make one with: openssl rand -base64 32, and give all nodes the same";
    try {
      return OwnSecrets.isTooShort(secrets.resolve(where.toString()))
          ? Stream.of(new Unfit("state.secret", where + " is too short a secret", fix))
          : Stream.empty();
    } catch (SecretUnavailable gone) {
      return Stream.of(new Unfit("state.secret", String.valueOf(gone.getMessage()), fix));
    }
  }

  private Stream<Unfit> unfitDatabase(PostgresSettings settings) {
    return settings.ca().stream()
        .flatMap(ca -> {
          try {
            var _ = Pem.certificates(material(ca));
            return Stream.empty();
          } catch (GeneralSecurityException | IOException | SecretUnavailable unfit) {
            return Stream.of(
                new Unfit(
                    "state.postgres.ca",
                    "no authorities are to be had: " + unfit.getMessage(),
                    "name a file with certificates, PEM"));
          }
        });
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
        settings.ca().map(ca -> (Supplier<String>) () -> pem(ca)),
        settings.encrypted(),
        settings.pool(),
        settings.timeout());
  }

  private String pem(Reference authorities) {
    try {
      return new String(material(authorities), StandardCharsets.US_ASCII);
    } catch (IOException unreadable) {
      throw new SecretUnavailable("cannot read " + authorities, unreadable);
    }
  }

  private byte[] material(Reference authorities) throws IOException {
    return Material.of(authorities, secrets).read();
  }
}
