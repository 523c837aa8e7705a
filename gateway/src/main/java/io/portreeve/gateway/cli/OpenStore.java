package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;

/** The store of a configuration's data directory, open beside a gateway that may be running. */
record OpenStore(DataDirectory data, Store store) implements AutoCloseable {
  static OpenStore of(Configuration configuration) {
    DataDirectory data = DataDirectory.open(configuration.data());
    return new OpenStore(data, SqliteStore.open(data, SqliteOptions.defaults()));
  }

  @Override
  public void close() {
    store.close();
  }
}
