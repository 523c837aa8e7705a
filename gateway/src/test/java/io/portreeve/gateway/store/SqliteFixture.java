package io.portreeve.gateway.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Opens SQLite stores for tests; flushing to the disk is left out because no test cuts the power.
 */
final class SqliteFixture {
  static final SqliteOptions OPTIONS =
      new SqliteOptions(SqliteOptions.Durability.PROCESS_KILL, 2, 64, 16, Duration.ofSeconds(10));

  private SqliteFixture() {}

  static SqliteStore open(Path directory) {
    return SqliteStore.open(DataDirectory.open(directory), OPTIONS);
  }
}
