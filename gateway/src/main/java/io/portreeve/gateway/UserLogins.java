package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.login.KeptLogins;
import io.portreeve.gateway.login.LoginTarget;
import io.portreeve.gateway.login.Logins;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Store;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import java.time.InstantSource;
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
      DataDirectory data,
      Store store,
      InstantSource clock) {
    KeptLogins kept = new KeptLogins(store.settings(), Vault.seal(data, new SecureRandom()));
    return new UserLogins(configuration, secrets, store, kept, clock);
  }

  public List<KeptLogins.Entry> all() {
    return kept.entries();
  }

  /**
   * Ends a login: its tokens are forgotten here whatever becomes of them elsewhere, and given back.
   *
   * @return why they could not be given back; empty if they were
   */
  public Optional<String> revoke(KeptLogins.Entry entry) throws InterruptedException {
    store
        .acts()
        .note(
            "login-revoked",
            JsonObject.empty()
                .with("server", entry.server())
                .with("principal", entry.principal())
                .with("issuer", entry.issuer().toString()),
            clock.instant());
    KeptLogins.Entry last = kept.forget(entry);
    Optional<LoginTarget> target = LoginServers.target(configuration, entry.server(), secrets);
    if (target.isEmpty()) {
      return Optional.of("nobody logs in at that server any more");
    }
    try (HttpEngine engine = HttpEngine.start()) {
      return Logins.giveBack(last, target.get(), engine, AddressResolver.system());
    }
  }
}
