package io.portreeve.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every contract of the ports. */
class SqliteContractsTest extends StoreContracts {
  @TempDir static Path template;
  @TempDir Path directory;
  private Store store;

  /** Migrating takes longer than any of the tests: it is done once, and the file copied. */
  @BeforeAll
  static void migrate() {
    SqliteFixture.open(template.resolve("data")).close();
  }

  @BeforeEach
  void open() throws IOException {
    Path database = DataDirectory.open(directory.resolve("data")).privateFile("portreeve.db");
    Files.write(database, Files.readAllBytes(template.resolve("data/portreeve.db")));
    store = another();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  Store store() {
    return store;
  }

  @Override
  Store another() {
    return SqliteFixture.open(directory.resolve("data"));
  }
}
