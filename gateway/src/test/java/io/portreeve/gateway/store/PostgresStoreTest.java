package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.PostgresServer.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsPostgres
class PostgresStoreTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Relation MINE =
      new Relation("k", "o", "owner", "principal:p", Instant.EPOCH);

  private Database database;

  @BeforeEach
  void fresh() {
    database = PostgresServer.shared().database();
  }

  private int number(String query) throws SQLException {
    try (Session session = database.session()) {
      return session.one(query, row -> row.getInt(1)).orElseThrow();
    }
  }

  @Test
  void freshDatabase_reachesTheNewestSchemaAndAgainChangesNothing() throws SQLException {
    try (PostgresStore store = database.open()) {
      assertThat(store.wasMade()).isTrue();
    }
    assertThat(number("SELECT max(version) FROM schema_version")).isEqualTo(PostgresSchema.NEWEST);
    int applied = number("SELECT count(*) FROM schema_version");
    try (PostgresStore store = database.open()) {
      assertThat(store.wasMade()).isFalse();
    }
    assertThat(number("SELECT count(*) FROM schema_version")).isEqualTo(applied);
  }

  @Test
  void ofNodesThatStartAtOnce_oneMakesTheTables() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> under = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        under.add(
            threads.submit(() -> {
              start.await();
              try (PostgresStore store = database.open()) {
                assertThat(store.apiKeys().list()).isEmpty();
                return store.wasMade();
              }
            }));
      }
      start.countDown();
      int made = 0;
      for (Future<Boolean> one : under) {
        made += one.get() ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
    }
    assertThat(number("SELECT count(*) FROM schema_version"))
        .isEqualTo(PostgresSchema.MIGRATIONS.size());
  }

  @Test
  void databaseOfANewerVersion_isRefusedUnchanged() throws SQLException {
    database.open().close();
    database.execute("INSERT INTO schema_version (version, at) VALUES (99, now())");

    assertThatThrownBy(() -> database.open())
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("newer version")
        .hasMessageContaining("99");
    assertThat(number("SELECT max(version) FROM schema_version")).isEqualTo(99);
  }

  @Test
  void databaseOfSomebodyElse_isRefusedUnchanged() throws SQLException {
    database.execute("CREATE TABLE setting (theirs TEXT)");

    assertThatThrownBy(() -> database.open()).isInstanceOf(StoreUnavailable.class);
    assertThat(number("SELECT count(*) FROM pg_tables WHERE tablename = 'api_key'")).isZero();
  }

  @Test
  void schemas_haveTheSameNumberInBothKindsOfStore() {
    assertThat(PostgresSchema.NEWEST).isEqualTo(SqliteSchema.NEWEST);
    assertThat(PostgresSchema.MIGRATIONS)
        .last()
        .satisfies(
            script -> assertThat(PostgresSchema.number(script)).isEqualTo(PostgresSchema.NEWEST));
  }

  @Test
  void wrongPassword_isRefused_andShownToNobody() {
    PostgresOptions right = database.options();
    PostgresOptions wrong =
        new PostgresOptions(
            right.address(), right.user(), () -> "hunter2", Optional.empty(), false, 2, SHORT);

    assertThatThrownBy(() -> PostgresStore.open(wrong))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("authentication failed")
        .hasMessageContaining(right.address())
        .hasMessageNotContaining("hunter2")
        .hasStackTraceContaining("authentication failed")
        .satisfies(it -> assertThat(stack(it)).doesNotContain("hunter2", PostgresServer.PASSWORD));
    assertThat(wrong.toString()).doesNotContain("hunter2");
  }

  private static String stack(Throwable thrown) {
    var text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  @Test
  void tamperedPin_cannotBeRead() {
    PinName name = new PinName("s", "tool", "t");
    try (Store store = database.open()) {
      assertThat(
              store
                  .pins()
                  .trustFirst(Map.of(name, "{}"), "first-use", new Look("anna", Instant.EPOCH)))
          .hasSize(1);
      database.execute("UPDATE pin SET canonical = '{\"evil\":1}'");
      assertThatThrownBy(() -> store.pins().approved(name))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void writeThatWaitsTooLongForAnother_isRefused_andReadsAndOtherWritesGoOn() throws Exception {
    try (PostgresStore store = PostgresStore.open(database.options(SHORT));
        Session other = database.session()) {
      other.connection().setAutoCommit(false);
      assertThat(
              other.one(
                  "SELECT pg_advisory_xact_lock(?, ?)",
                  _ -> true,
                  Concern.LOCKS,
                  Concern.RELATIONS.lock()))
          .isPresent();

      assertThatThrownBy(() -> store.relations().add(MINE)).isInstanceOf(StoreUnavailable.class);
      assertThat(store.relations().list(Relations.Wanted.all(), 9)).isEmpty();
      store.settings().put("a", new byte[] {1});

      other.connection().rollback();
      assertThat(store.relations().add(MINE)).isTrue();
    }
  }

  /** The server goes while it commits: it may have, or not. */
  @Test
  void writeWhoseCommitIsNotAnswered_isNotSaidToBeUndone() {
    try (PostgresStore store = database.open()) {
      database.execute(
          """
          CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'\
          """);
      database.execute(
          """
          CREATE CONSTRAINT TRIGGER late AFTER INSERT ON setting
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()\
          """);

      assertThatThrownBy(() -> store.settings().put("a", new byte[] {1}))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("it is not known whether the write was committed");
      assertThat(store.relations().add(MINE)).isTrue();
    }
  }

  @Test
  void locksOfConcerns_areTheirsForEver() {
    assertThat(Concern.values()).extracting(Concern::lock).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void settingOfOneNode_doesNotWaitForThatOfAnother_butForItsOwn() throws Exception {
    try (PostgresStore store = PostgresStore.open(database.options(SHORT));
        Session other = database.session()) {
      Settings one = new NodeSettings(store.settings(), "one");
      Settings two = new NodeSettings(store.settings(), "two");
      one.put("audit-head", new byte[] {1});
      other.connection().setAutoCommit(false);
      assertThat(locked(other, "node/one/audit-head")).isTrue();

      assertThatThrownBy(() -> one.put("audit-head", new byte[] {2}))
          .isInstanceOf(StoreUnavailable.class);
      two.put("audit-head", new byte[] {3});

      other.connection().rollback();
      assertThat(one.get("audit-head").orElseThrow()).containsExactly(1);
      assertThat(two.get("audit-head").orElseThrow()).containsExactly(3);
    }
  }

  private static boolean locked(Session session, String setting) throws SQLException {
    return session
        .one(
            "SELECT pg_advisory_xact_lock(?, ?)",
            _ -> true,
            0x706f7275,
            ("SETTINGS " + setting).hashCode())
        .orElseThrow();
  }

  @Test
  void settings_waitForNodesOfTheVersionBefore_whichTakeTurnsInAllOfThem() throws Exception {
    try (PostgresStore store = PostgresStore.open(database.options(SHORT));
        Session older = database.session()) {
      older.connection().setAutoCommit(false);
      assertThat(
              older.one(
                  "SELECT pg_advisory_xact_lock(?, ?)",
                  _ -> true,
                  Concern.LOCKS,
                  Concern.SETTINGS.lock()))
          .isPresent();

      assertThatThrownBy(() -> store.settings().put("a", new byte[] {1}))
          .isInstanceOf(StoreUnavailable.class);

      older.connection().rollback();
    }
  }

  @Test
  void acceptancesAreFoundByTheirKey_howeverManySettingsThereAre() throws SQLException {
    try (PostgresStore store = database.open()) {
      database.execute(
          "INSERT INTO setting SELECT 'node/' || i, '' FROM generate_series(1, 5000) i");
      database.execute("ANALYZE setting");
      store.acceptances().accept(new Acceptance("f", "anna", "known", Instant.EPOCH));
      store.settings().put("accepted-findinh", new byte[] {1});

      assertThat(store.acceptances().all()).extracting(Acceptance::finding).containsExactly("f");
    }
    try (Session session = database.session()) {
      List<String> plan =
          session.all(
              "EXPLAIN " + SqlAcceptances.ALL,
              row -> row.getString(1),
              SqlAcceptances.PREFIX,
              SqlAcceptances.BEHIND);
      assertThat(plan).first().asString().contains("Index Scan");
    }
  }

  @Test
  void nodeThatHangsInTheMiddleOfAWrite_losesItsTurnAndWhatItWrote() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (PostgresStore hanging = PostgresStore.open(database.options(SHORT));
        PostgresStore going = database.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> hung =
          threads.submit(() ->
              hanging
                  .memorySignatures()
                  .keep(
                      "m",
                      List.of(signature("hung")),
                      (before, after) -> {
                        writing.countDown();
                        await(over);
                        return new MemoryHead("m", 1, 1, "hung");
                      }));
      writing.await();

      MemoryHead head =
          going
              .memorySignatures()
              .keep(
                  "m",
                  List.of(signature("going")),
                  (before, after) -> new MemoryHead("m", before.changes() + 1, 1, "going"));
      over.countDown();

      assertThatThrownBy(hung::get).hasCauseInstanceOf(StoreUnavailable.class);
      assertThat(head.changes()).isEqualTo(1);
      assertThat(going.memorySignatures().of("m").signatures())
          .extracting(MemorySignature::entry)
          .containsExactly("going");
    }
  }

  private static MemorySignature signature(String entry) {
    return new MemorySignature("m", entry, "a", "", "ann", false, Instant.EPOCH, "s");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void whoeverFindsNoConnectionFree_isRefused() throws Exception {
    CountDownLatch taken = new CountDownLatch(2);
    CountDownLatch over = new CountDownLatch(1);
    PostgresOptions options = database.options();
    PostgresOptions two =
        new PostgresOptions(
            options.address(),
            options.user(),
            options.password(),
            Optional.empty(),
            false,
            2,
            SHORT);
    PostgresSource source = new PostgresSource(two);
    try (SessionPool pool = new SessionPool(source, 2, SHORT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> under = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        under.add(
            threads.submit(() ->
                pool.with(_ -> {
                  taken.countDown();
                  await(over);
                  return true;
                })));
      }
      taken.await();
      assertThatThrownBy(() -> pool.with(_ -> true))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("too many");
      over.countDown();
      for (Future<Boolean> one : under) {
        assertThat(one.get()).isTrue();
      }
      assertThat(pool.<Boolean>with(_ -> true)).isTrue();
    }
  }
}
