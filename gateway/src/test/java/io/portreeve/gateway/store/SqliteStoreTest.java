package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

class SqliteStoreTest {
  private static final Relation MINE =
      new Relation("k", "o", "owner", "principal:p", Instant.EPOCH);

  @TempDir Path temporary;

  private Path data() {
    return temporary.resolve("data");
  }

  private Connection raw() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + data().resolve("portreeve.db"));
  }

  private void sql(String statement) throws SQLException {
    try (Session session = new Session(raw(), Dialect.SQLITE)) {
      assertThat(session.update(statement)).isNotNegative();
    }
  }

  private int number(String query) throws SQLException {
    try (Session session = new Session(raw(), Dialect.SQLITE)) {
      return session.one(query, row -> row.getInt(1)).orElseThrow();
    }
  }

  @Test
  void everyFile_isClosedToOthers() throws IOException {
    try (Store store = SqliteFixture.open(data())) {
      assertThat(store.relations().add(MINE)).isTrue();
      try (Stream<Path> files = Files.list(data())) {
        assertThat(files)
            .hasSizeGreaterThanOrEqualTo(3)
            .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
      }
      assertThat(mode(data())).isEqualTo("rwx------");
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void databaseThatOthersMayRead_isRefused() throws IOException {
    SqliteFixture.open(data()).close();
    Files.setPosixFilePermissions(
        data().resolve("portreeve.db"), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SqliteFixture.open(data()))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void database_isInWriteAheadMode() throws SQLException {
    try (Store store = SqliteFixture.open(data());
        Session session = new Session(raw(), Dialect.SQLITE)) {
      assertThat(store.relations().add(MINE)).isTrue();
      assertThat(session.one("PRAGMA journal_mode", row -> row.getString(1))).contains("wal");
    }
  }

  @Test
  void freshDatabase_reachesTheNewestSchemaAndAgainChangesNothing() throws SQLException {
    SqliteFixture.open(data()).close();
    assertThat(number("PRAGMA user_version")).isEqualTo(SqliteSchema.NEWEST);
    int applied = number("SELECT count(*) FROM flyway_schema_history");
    SqliteFixture.open(data()).close();
    assertThat(number("SELECT count(*) FROM flyway_schema_history")).isEqualTo(applied);
  }

  @Test
  void newestMigration_isTheOneThatTheStoreKnows() throws Exception {
    Path migrations = Path.of(resource("/db/migration/"));
    try (Stream<Path> files = Files.list(migrations)) {
      List<Integer> numbers = files.map(SqliteStoreTest::migrationNumber).sorted().toList();
      assertThat(numbers.getLast()).isEqualTo(SqliteSchema.NEWEST);
      assertThat(numbers).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyMigration_endsWithItsOwnNumber() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(resource("/db/migration/")))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(Files.readString(file).strip())
                  .endsWith("PRAGMA user_version = " + migrationNumber(file) + ";"));
    }
  }

  private static URI resource(String name) throws Exception {
    return Objects.requireNonNull(SqliteStoreTest.class.getResource(name)).toURI();
  }

  private static int migrationNumber(Path file) {
    String name = String.valueOf(file.getFileName());
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  @Test
  void databaseOfANewerVersion_isRefusedUnchanged() throws SQLException {
    SqliteFixture.open(data()).close();
    sql("PRAGMA user_version = 99");
    assertThatThrownBy(() -> SqliteFixture.open(data()))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("newer version")
        .hasMessageContaining("99");
    assertThat(number("PRAGMA user_version")).isEqualTo(99);
  }

  @Test
  void databaseWithAMigrationThatWeDoNotKnow_isRefused() throws SQLException {
    SqliteFixture.open(data()).close();
    sql("PRAGMA user_version = 0");
    sql(
        """
        INSERT INTO flyway_schema_history
        SELECT 99, '99', 'later', type, 'V99__later.sql', checksum, installed_by, installed_on,
               execution_time, success
        FROM flyway_schema_history WHERE version = '1'\
        """);
    assertThatThrownBy(() -> SqliteFixture.open(data())).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void databaseOfSomebodyElse_isRefusedUnchanged() throws SQLException {
    Path file = DataDirectory.open(data()).privateFile("portreeve.db");
    assertThat(file).exists();
    sql("CREATE TABLE theirs (x)");
    assertThatThrownBy(() -> SqliteFixture.open(data())).isInstanceOf(StoreUnavailable.class);
    assertThat(number("SELECT count(*) FROM sqlite_master WHERE name = 'api_key'")).isZero();
  }

  @Test
  void fileThatIsNoDatabase_isRefusedUnchanged() throws IOException {
    Path file = DataDirectory.open(data()).privateFile("portreeve.db");
    String text = "this is not a database ".repeat(50);
    Files.writeString(file, text);
    assertThatThrownBy(() -> SqliteFixture.open(data())).isInstanceOf(StoreUnavailable.class);
    assertThat(file).hasContent(text);
  }

  @Test
  void tamperedPin_cannotBeRead() throws SQLException {
    PinName name = new PinName("s", "tool", "t");
    try (Store store = SqliteFixture.open(data())) {
      assertThat(
              store
                  .pins()
                  .trustFirst(Map.of(name, "{}"), "first-use", new Look("anna", Instant.EPOCH)))
          .hasSize(1);
      sql("UPDATE pin SET canonical = '{\"evil\":1}'");
      assertThatThrownBy(() -> store.pins().approved(name))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** What closes is interrupted first, and may have to ask the store before it ends. */
  @Test
  void readerThatWasInterrupted_hasWhatIsFree() {
    try (Store store = SqliteFixture.open(data())) {
      Thread.currentThread().interrupt();
      assertThat(store.relations().list(Relations.Wanted.all(), 9)).isEmpty();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void connectionThatCannotBeSetUp_isClosed() {
    List<Connection> made = new ArrayList<>();
    SQLiteDataSource database =
        new SQLiteDataSource() {
          @Override
          public SQLiteConnection getConnection(String user, String password) throws SQLException {
            SQLiteConnection connection = super.getConnection(user, password);
            made.add(connection);
            return connection;
          }
        };
    database.setUrl("jdbc:sqlite::memory:");

    assertThatThrownBy(() -> SqliteStore.connect(database, "PRAGMA"))
        .isInstanceOf(SQLException.class);
    assertThat(made)
        .hasSize(1)
        .allSatisfy(connection -> assertThat(connection.isClosed()).isTrue());
  }
}
