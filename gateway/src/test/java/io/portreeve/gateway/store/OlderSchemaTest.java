package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Approver;
import io.portreeve.mcp.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteDataSource;

/** Databases as earlier builds left them, with something in each of their tables. */
class OlderSchemaTest {
  private static final int ACTS = 3;
  private static final int RELATIONS_OF_OBJECTS = 4;
  private static final int CLIENTS = 5;
  private static final int APPROVALS = 6;
  private static final int APPROVERS = 8;
  private static final int EVERY_APPROVER = 10;
  private static final int MEMORIES = 9;

  private static final Instant BEFORE = Instant.ofEpochSecond(1_700_000_000);
  private static final long MICROS = BEFORE.getEpochSecond() * 1_000_000;
  private static final PinName TOOL = new PinName("files", "tool", "read_file");
  private static final String DEFINITION = "{\"name\":\"read_file\"}";
  private static final Digest HASH = Digest.sha256("a key");
  private static final Relation MINE = new Relation("note", "n1", "owner", "principal:ann", BEFORE);
  private static final ApprovalCall CALL =
      new ApprovalCall("ann", "", List.of(), "", "files", "t", "{}", "p", Approver.OPERATOR);

  @TempDir private Path temporary = Path.of("");

  static IntStream olderVersions() {
    return IntStream.range(1, SqliteSchema.NEWEST);
  }

  private Path data() {
    return temporary.resolve("data");
  }

  private String url() {
    return "jdbc:sqlite:" + data().resolve("portreeve.db");
  }

  /** Makes what a build left whose newest migration was this one. */
  private void leave(int version) throws SQLException {
    Path file = DataDirectory.open(data()).privateFile("portreeve.db");
    assertThat(file).exists();
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl(url());
    Flyway.configure(OlderSchemaTest.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .target(Integer.toString(version))
        .load()
        .migrate();
    try (Session session = new Session(DriverManager.getConnection(url()), Dialect.SQLITE)) {
      assertThat(session.one("PRAGMA user_version", row -> row.getInt(1))).contains(version);
      fillFirstTables(session);
      fillRelations(session, version);
      fillLaterTables(session, version);
    }
  }

  private static void fillFirstTables(Session session) throws SQLException {
    insert(
        session,
        "api_key (id, principal, roles, labels, hash, created)",
        "live",
        "ann",
        "staff",
        "",
        HASH.hex(),
        MICROS);
    insert(
        session,
        "api_key (id, principal, roles, labels, hash, created, revoked)",
        "gone",
        "bob",
        "",
        "",
        HASH.hex(),
        MICROS,
        MICROS + 1);
    insert(
        session,
        "pin (server, kind, name, digest, canonical, state, seen, decided_by, decided)",
        TOOL.server(),
        TOOL.kind(),
        TOOL.name(),
        Digest.sha256(DEFINITION).hex(),
        DEFINITION,
        "APPROVED",
        MICROS,
        "ann",
        MICROS);
    insert(session, "setting (name, value)", "kept", "value".getBytes(StandardCharsets.UTF_8));
  }

  private static void fillRelations(Session session, int version) throws SQLException {
    if (version < RELATIONS_OF_OBJECTS) {
      insert(session, "relation (kind, object, principal, since)", "note", "n1", "ann", MICROS);
    } else {
      insert(
          session,
          "relation_to_object (type, id, name, holder, since)",
          "note",
          "n1",
          "owner",
          "principal:ann",
          MICROS);
    }
  }

  private static void fillLaterTables(Session session, int version) throws SQLException {
    if (version >= ACTS) {
      insert(session, "act (event, fields, at)", "key-created", "{\"key\":\"live\"}", MICROS);
    }
    if (version >= CLIENTS) {
      assertThat(session.update("UPDATE api_key SET client = 'ide'")).isEqualTo(2);
    }
    if (version >= APPROVALS) {
      fillApprovals(session, version);
    }
    if (version >= MEMORIES) {
      insert(
          session,
          "memory_signature (server, entry, about, other, writer, tainted, signed, seal)",
          "memory",
          "e1",
          "a",
          "",
          "ann",
          1,
          MICROS,
          "s");
    }
  }

  private static void fillApprovals(Session session, int version) throws SQLException {
    insert(
        session,
        "approval (id, binding, principal, client, actors, endpoint, server, tool, call, policy,"
            + " state, asked, expires, decided_by, decided, reason, round"
            // From then on whose word is waited for has to be said.
            + (version < EVERY_APPROVER ? ")" : ", approver)"),
        Stream.concat(
                Stream.of(
                    "a1",
                    // Before it was said whose word is waited for, that was no part of it.
                    version < APPROVERS ? Digest.sha256("without it").hex() : CALL.binding().hex(),
                    "ann",
                    "",
                    "[]",
                    "",
                    "files",
                    "t",
                    "{}",
                    "p",
                    "APPROVED",
                    MICROS,
                    MICROS + 60_000_000,
                    "boss",
                    MICROS,
                    "go",
                    0),
                version < EVERY_APPROVER ? Stream.of() : Stream.of("OPERATOR"))
            .toArray());
  }

  private static void insert(Session session, String columns, Object... values)
      throws SQLException {
    String places = "?" + ", ?".repeat(values.length - 1);
    assertThat(session.update("INSERT INTO " + columns + " VALUES (" + places + ")", values))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("olderVersions")
  void whatAnyOlderBuildLeft_isThereAfterTheUpgrade(int version) throws SQLException {
    leave(version);

    try (Store store = SqliteFixture.open(data())) {
      ApiKeyRecord key = store.apiKeys().find("live").orElseThrow();
      assertThat(key.hash()).isEqualTo(HASH);
      assertThat(key.roles()).isEqualTo(Set.of("staff"));
      assertThat(key.isLiveAt(BEFORE)).isTrue();
      assertThat(key.client())
          .isEqualTo(version >= CLIENTS ? Optional.of("ide") : Optional.empty());
      assertThat(store.apiKeys().find("gone").orElseThrow().revoked())
          .contains(BEFORE.plusNanos(1000));
      assertThat(store.pins().approved(TOOL).orElseThrow().canonical()).isEqualTo(DEFINITION);
      assertThat(store.settings().get("kept"))
          .hasValueSatisfying(value -> assertThat(value).asString().isEqualTo("value"));
      assertThat(store.relations().list(Relations.Wanted.all(), 9)).containsExactly(MINE);
      assertThat(store.acts().waiting(9)).hasSize(version >= ACTS ? 1 : 0);
      assertThat(store.memorySignatures().all()).hasSize(version >= MEMORIES ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("olderVersions")
  void aYesOfBeforeTheUpgrade_isGoodForOneCall_orForNone(int version) throws SQLException {
    leave(version);

    try (Store store = SqliteFixture.open(data())) {
      ApprovalState first = claim(store, "a2");

      assertThat(first)
          .isEqualTo(version >= APPROVERS ? ApprovalState.USED : ApprovalState.PENDING);
      assertThat(claim(store, "a3")).isEqualTo(ApprovalState.PENDING);
    }
  }

  private static ApprovalState claim(Store store, String id) {
    return store
        .approvals()
        .claim(CALL, Grounds.none(), id, BEFORE.plusSeconds(1), Duration.ofMinutes(1))
        .orElseThrow()
        .state();
  }

  @ParameterizedTest
  @MethodSource("olderVersions")
  void afterTheUpgrade_everyPortCanBeWritten(int version) throws SQLException {
    leave(version);

    try (Store store = SqliteFixture.open(data())) {
      assertThat(store.apiKeys().revoke("live", BEFORE.plusSeconds(1))).isTrue();
      assertThat(
              store
                  .pins()
                  .sight(Map.of(TOOL, "{\"name\":\"evil\"}"), new Look("bob", BEFORE))
                  .get(TOOL))
          .extracting(Pin::state)
          .isEqualTo(PinState.QUARANTINED);
      assertThat(store.relations().remove(MINE, BEFORE)).isTrue();
      store.acts().note("noted", JsonObject.empty(), BEFORE);
      store
          .memorySignatures()
          .keep(
              "m",
              List.of(new MemorySignature("m", "e2", "a", "", "ann", false, BEFORE, "s")),
              (before, after) -> new MemoryHead("m", before.changes() + 1, 1, "h"));
      assertThat(store.memorySignatures().of("m").signatures()).hasSize(1);
    }
  }
}
