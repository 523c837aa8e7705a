package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.VaultSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.credentials.SecretFile;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Store;
import io.portreeve.mcp.json.JsonObject;
import java.time.InstantSource;

/**
 * The secrets of a configuration's users, open beside a gateway that may be running. Whatever is
 * done with them is noted first, so that no change is without a record.
 */
record OpenSecrets(OpenStore open, SecretFile file, InstantSource clock) implements AutoCloseable {
  static OpenSecrets of(Configuration configuration, Terminal terminal) {
    Reference key =
        configuration
            .vault()
            .flatMap(VaultSettings::key)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "the configuration has no `vault.key`, so secrets are not kept by us",
                    "add `vault: {key: file:vault.key}`, made with `(umask 077; openssl rand"
                        + " -base64 32 > vault.key)`"));
    Secret secret = new SecretSource(terminal.environment()).resolve(key.toString());
    DataDirectory data = DataDirectory.open(configuration.data());
    SecretFile file = SecretFile.in(data.path(), secret);
    return new OpenSecrets(OpenStore.of(configuration, terminal), file, terminal.clock());
  }

  void put(String server, String principal, Secret secret) {
    if (file.isOfAnotherKey()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "`vault.key` opens none of the secrets that are kept: they are of another key",
          "bring that key back, or remove them with `portreeve secrets remove`");
    }
    note("secret-put", server, principal);
    file.put(server, principal, secret, clock.instant());
  }

  boolean remove(String server, String principal) {
    boolean there =
        file.entries().stream()
            .anyMatch(it -> it.server().equals(server) && it.principal().equals(principal));
    if (there) {
      note("secret-removed", server, principal);
    }
    return there && file.remove(server, principal);
  }

  private void note(String event, String server, String principal) {
    Store store = open.store();
    store
        .acts()
        .note(
            event,
            JsonObject.empty().with("server", server).with("principal", principal),
            clock.instant());
  }

  @Override
  public void close() {
    open.close();
  }
}
