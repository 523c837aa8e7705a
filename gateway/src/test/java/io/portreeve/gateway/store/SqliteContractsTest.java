package io.portreeve.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every contract of the ports. */
class SqliteContractsTest {
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
    store = SqliteFixture.open(directory.resolve("data"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Nested
  class KeepsApiKeys extends ApiKeysContract {
    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class KeepsApprovals extends ApprovalsContract {
    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class KeepsMemorySignatures extends MemorySignaturesContract {
    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class KeepsPins extends PinsContract {
    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class KeepsRelations extends RelationsContract {
    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class KeepsSettings extends SettingsContract {
    @Override
    public Store store() {
      return store;
    }
  }
}
