package io.portreeve.gateway.cli;

import io.portreeve.gateway.UserLogins;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.keys.SecretSource;

/** The logins of a configuration's users, open beside a gateway that may be running. */
record OpenLogins(OpenStore open, UserLogins logins) implements AutoCloseable {
  static OpenLogins of(Configuration configuration, Terminal terminal) {
    OpenStore open = OpenStore.existing(configuration, terminal);
    SecretSource secrets = new SecretSource(terminal.environment());
    return new OpenLogins(
        open, UserLogins.of(configuration, secrets, open.keys(), open.store(), terminal.clock()));
  }

  @Override
  public void close() {
    open.close();
  }
}
