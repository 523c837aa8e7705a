package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PostgresSettings;
import io.portreeve.gateway.config.RedisSettings;
import io.portreeve.gateway.keys.KeyMark;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.outage.Trouble;
import io.portreeve.gateway.redis.RedisLook;
import io.portreeve.gateway.scan.KeptQuarantine;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.PostgresLook;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.ServerFindings;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tries what a configuration keeps things in, as a start would reach it. Of a store that is not
 * there yet, nothing is made.
 */
record StateTrial(Configuration configuration, SecretSource secrets) {
  private static final String SECRET = "state.secret";

  private DurableState state() {
    return new DurableState(configuration, secrets);
  }

  /** The store of what must last. */
  Tried store() {
    return configuration.state().postgres().map(this::postgres).orElseGet(this::folder);
  }

  /** The Redis that nodes share, where there is one. */
  Stream<Tried> redis() {
    return configuration.state().redis().stream().map(this::redis);
  }

  private Tried folder() {
    String what = "the store in " + configuration.data();
    if (!SqliteStore.isIn(configuration.data())) {
      return Tried.usable("data", what, "not there yet: the first start makes it");
    }
    DataDirectory data = DataDirectory.open(configuration.data());
    try (Store store = state().store(data)) {
      KeyMark.refuseIfOther(store.settings(), state().keys(data));
      String whose = state().keysAreDerived() ? "this `state.secret`" : "this directory";
      return Tried.usable("data", what, "it opens, and its keys are those of " + whose);
    } catch (StoreUnavailable | SecretUnavailable unusable) {
      return Tried.unusable("data", what, said(unusable));
    }
  }

  private Tried postgres(PostgresSettings settings) {
    String key = "state.postgres";
    String what = "PostgreSQL " + settings.address();
    try {
      PostgresLook look = state().look(settings, KeyMark.SETTING);
      look.noted().ifPresent(noted -> KeyMark.refuseIfOther(noted, state().sharedKeys()));
      return look.schema() > PostgresLook.known() || (look.schema() == 0 && !look.mayMake())
          ? Tried.unusable(key, what, schema(look, settings))
          : Tried.usable(key, what, words(look, settings));
    } catch (SecretUnavailable other) {
      return Tried.unusable(SECRET, what, said(other));
    } catch (StoreUnavailable unusable) {
      return Tried.unusable(key, what, said(unusable));
    }
  }

  private static Trouble schema(PostgresLook look, PostgresSettings settings) {
    return look.schema() == 0
        ? new Trouble(
            "it is empty, and `" + settings.user() + "` may make no tables in it",
            "make him the owner of the database, or grant him CREATE on its schema")
        : new Trouble(
            "it was written by a newer version (its schema is %d, this build knows %d)"
                .formatted(look.schema(), PostgresLook.known()),
            "start that version, or restore a backup");
  }

  private static String words(PostgresLook look, PostgresSettings settings) {
    String way = "as %s, %s".formatted(settings.user(), settings.encrypted() ? "TLS" : "plaintext");
    if (look.schema() == 0) {
      return way + "; it is empty: the first start makes the tables";
    }
    String schema =
        look.schema() == PostgresLook.known()
            ? "schema " + look.schema()
            : "schema %d, which the next start brings to %d"
                .formatted(look.schema(), PostgresLook.known());
    return "%s; %s%s"
        .formatted(
            way, schema, look.noted().isPresent() ? "; its keys are of this `state.secret`" : "");
  }

  private Tried redis(RedisSettings settings) {
    String what = "Redis " + settings.url();
    try {
      var address =
          HotState.address(
              configuration,
              settings,
              secrets,
              Vault.seal(state().sharedKeys(), new SecureRandom()));
      return RedisLook.at(address)
          .map(trouble -> Tried.unusable("state.redis", what, trouble))
          .orElseGet(() ->
              Tried.usable(
                  "state.redis",
                  what,
                  "as %s, %s; it answers and runs scripts, refuses rather than forgets, and %s"
                      .formatted(
                          settings.user().orElse("default"),
                          settings.url().getScheme().equals("rediss") ? "TLS" : "plaintext",
                          users())));
    } catch (SecretUnavailable gone) {
      return Tried.unusable("state.redis", what, said(gone));
    }
  }

  /** Those under whose keys it is used. */
  private String users() {
    return configuration.state().acceptedSecrets().isEmpty()
        ? "no other `state.secret` uses it"
        : "only `state.secret` and `state.accepted-secrets` use it";
  }

  /** Which servers are in quarantine; empty if it cannot be told. */
  Optional<ServerFindings> quarantined(Tried store) {
    if (store.isUnusable()) {
      return Optional.empty();
    }
    try {
      return Optional.of(isMade() ? remembered() : _ -> Optional.empty());
    } catch (StoreUnavailable | SecretUnavailable unusable) {
      return Optional.empty();
    }
  }

  /** A node that has no directory yet never put anything in quarantine. */
  private boolean isMade() {
    return Files.isDirectory(configuration.data()) && state().isMade();
  }

  private ServerFindings remembered() {
    try (Store open = state().store(DataDirectory.open(configuration.data()))) {
      return KeptQuarantine.remembered(open, state().ofThisNode(open), configuration);
    }
  }

  /** Their messages end with what to do. */
  private static Trouble said(RuntimeException unusable) {
    String line = String.valueOf(unusable.getMessage());
    int end = line.indexOf("; ");
    return end < 0
        ? new Trouble(line, "put that right, and try again")
        : new Trouble(line.substring(0, end), line.substring(end + 2));
  }
}
