package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.login.KeptLogins;
import io.portreeve.gateway.login.LoginTarget;
import io.portreeve.gateway.login.Logins;
import io.portreeve.gateway.store.Store;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The logins of a configuration's users, beside a gateway that may be running. Whatever is done
 * with them is noted first, so that no change is without a record.
 */
public final class UserLogins {
  private final Configuration configuration;
  private final SecretSource secrets;
  private final Store store;
  private final KeptLogins kept;
  private final InstantSource clock;

  private UserLogins(
      Configuration configuration,
      SecretSource secrets,
      Store store,
      KeptLogins kept,
      InstantSource clock) {
    this.configuration = configuration;
    this.secrets = secrets;
    this.store = store;
    this.kept = kept;
    this.clock = clock;
  }

  /** Those that lie in this store, which stays the caller's. */
  public static UserLogins of(
      Configuration configuration,
      SecretSource secrets,
      OwnSecrets keys,
      Store store,
      InstantSource clock) {
    KeptLogins kept = new KeptLogins(store.settings(), Vault.seal(keys, new SecureRandom()));
    return new UserLogins(configuration, secrets, store, kept, clock);
  }

  public List<KeptLogins.Entry> all() {
    return kept.entries();
  }

  /**
   * What became of a login that was ended: it is forgotten here, in any case.
   *
   * @param last as it was when it was forgotten
   * @param left why its tokens could not be given back; empty if they were
   */
  public record Ended(KeptLogins.Entry last, Optional<String> left) {}

  /**
   * Ends logins: all of them are noted before one is forgotten, and forgotten before anybody is
   * asked to take tokens back.
   */
  public List<Ended> revoke(List<KeptLogins.Entry> entries) throws InterruptedException {
    entries.forEach(this::note);
    List<KeptLogins.Entry> forgotten = entries.stream().map(kept::forget).toList();
    List<Ended> ended = new ArrayList<>();
    try (HttpEngine engine = HttpEngine.start()) {
      for (KeptLogins.Entry last : forgotten) {
        ended.add(new Ended(last, left(last, engine)));
      }
    }
    return List.copyOf(ended);
  }

  private void note(KeptLogins.Entry entry) {
    store
        .acts()
        .note(
            "login-revoked",
            JsonObject.empty()
                .with("server", entry.server())
                .with("principal", entry.principal())
                .with("through", JsonArray.ofStrings(entry.through()).toString())
                .with("issuer", entry.issuer().toString()),
            clock.instant());
  }

  private Optional<String> left(KeptLogins.Entry last, HttpEngine engine)
      throws InterruptedException {
    try {
      Optional<LoginTarget> target = LoginServers.target(configuration, last.server(), secrets);
      return target.isEmpty()
          ? Optional.of("nobody logs in at that server any more")
          : Logins.giveBack(last, target.get(), engine, Destinations.of(configuration).names());
    } catch (SecretUnavailable missing) {
      return Optional.of(String.valueOf(missing.getMessage()));
    }
  }
}
