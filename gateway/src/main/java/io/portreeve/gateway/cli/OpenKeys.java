package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.security.SecureRandom;

/** The key ring of a configuration's data directory, open beside a gateway that may be running. */
record OpenKeys(Store store, KeyRing ring) implements AutoCloseable {
  private static final String PEPPER = "key-pepper";

  static OpenKeys of(Configuration configuration, Terminal terminal) {
    DataDirectory data = DataDirectory.open(configuration.data());
    Store store = SqliteStore.open(data, SqliteOptions.defaults());
    SecureRandom random = new SecureRandom();
    return new OpenKeys(
        store,
        KeyRing.open(store, GeneratedSecret.in(data, PEPPER, random), terminal.clock(), random));
  }

  @Override
  public void close() {
    store.close();
  }
}
