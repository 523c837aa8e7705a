package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Denial;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;

/** The store of a configuration's data directory, open beside a gateway that may be running. */
record OpenStore(DataDirectory data, Store store) implements AutoCloseable {
  static OpenStore of(Configuration configuration) {
    DataDirectory data = DataDirectory.open(configuration.data());
    return new OpenStore(data, SqliteStore.open(data, SqliteOptions.defaults()));
  }

  /** The same for a command that makes no store: where none was ever made, it ends. */
  static OpenStore existing(Configuration configuration) {
    Path data = configuration.data();
    Denial.refuseIfHidden(data);
    if (!SqliteStore.isIn(data) && !Files.isRegularFile(data)) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "there is no data at " + data + " yet",
          "it begins with the first `portreeve run`");
    }
    return of(configuration);
  }

  @Override
  public void close() {
    store.close();
  }
}
