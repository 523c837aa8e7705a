package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.NeedsPostgres;
import io.portreeve.gateway.store.PostgresServer;
import io.portreeve.gateway.store.PostgresServer.Database;
import io.portreeve.gateway.tls.PemFiles;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database that nodes share, tried: each way to be wrong has words of its own. */
@NeedsPostgres
@Timeout(120)
class ConnectPostgresTest {
  @TempDir private Path directory = Path.of("");
  private final ScriptedServer server = ScriptedServer.start(Script.modern("{}"));

  @BeforeEach
  void secrets() throws IOException {
    secret("nodes", "n".repeat(40));
    secret("password", "wrong");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void secret(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Ran run(String state, String... words) throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        "data: ./data\nservers: {one: {url: \"%s\"}}\n%s\n".formatted(server.url("/mcp"), state));
    return Ran.in(directory, words);
  }

  private String tried(String state) throws IOException {
    Ran ran = run(state, "check", "--connect");
    assertThat(ran.err()).doesNotContain(PostgresServer.PASSWORD);
    return ran.out().substring(ran.out().indexOf("\nconnections\n"));
  }

  private String postgres(UnaryOperator<String> changed) throws IOException {
    return tried(changed.apply(PostgresServer.shared().database().lines(directory)[0]));
  }

  @Test
  void databaseThatIsEmpty_isUsable_andStaysEmpty() throws IOException {
    var _ = DataDirectory.open(directory.resolve("data"));
    Database database = PostgresServer.shared().database();
    String state = database.lines(directory)[0];

    assertThat(tried(state))
        .contains(
            "usable      PostgreSQL " + database.address(), "it is empty: the first start makes");
    assertThat(tried(state)).contains("it is empty");

    try (var made = database.open()) {
      assertThat(made.wasMade()).isTrue();
    }
    assertThat(tried(state)).contains("plaintext; schema ").doesNotContain("empty");
  }

  /** Nodes of the version before may be running on it. */
  @Test
  void databaseOfAnOlderVersion_staysThat_whoeverOnlyLooks() throws IOException {
    var _ = DataDirectory.open(directory.resolve("data"));
    Database database = PostgresServer.shared().database();
    String state = database.lines(directory)[0];
    try (var made = database.open()) {
      assertThat(made.wasMade()).isTrue();
    }
    database.execute("DELETE FROM schema_version WHERE version > 11");
    database.execute("UPDATE schema_version SET version = 1");

    assertThat(tried(state)).contains("usable      PostgreSQL ", "schema 1, which the next start");
    assertThat(run(state, "doctor", "--json").out())
        .contains("\"store-unread\"", "is of an older version", "start a node of this version");
    assertThat(tried(state)).contains("schema 1, which the next start");
  }

  @Test
  void doctor_makesNoTables() throws IOException {
    String state = PostgresServer.shared().database().lines(directory)[0];

    assertThat(run(state, "doctor").out()).contains("none ever ran");

    assertThat(tried(state)).contains("it is empty");
  }

  @Test
  void databaseOfOtherNodes_isNamed_whereTheSecretIsAnother() throws IOException {
    String state = PostgresServer.shared().database().lines(directory)[0];
    assertThat(run(state, "keys", "create", "--principal", "ann").code()).isZero();
    assertThat(tried(state)).contains("its keys are of this `state.secret`");

    secret("nodes", "m".repeat(40));

    assertThat(tried(state))
        .contains("UNUSABLE", "state.secret: the API keys in the store were made under another")
        .contains("give this machine the one that the other nodes have");
  }

  /** Whoever asked it went on there, and was told of nothing. */
  @Test
  void commandWithAnotherSecret_saysSo_andShowsNothing() throws IOException {
    String state = PostgresServer.shared().database().lines(directory)[0];
    assertThat(run(state, "keys", "create", "--principal", "ann").code()).isZero();
    secret("nodes", "m".repeat(40));

    for (List<String> words :
        List.of(
            List.of("keys", "list"),
            List.of("pins", "list"),
            List.of("approvals", "list"),
            List.of("relations", "list"))) {
      Ran ran = run(state, words.toArray(String[]::new));

      assertThat(ran.code()).as("%s", words).isEqualTo(ExitCode.UNAVAILABLE.number());
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).contains("another `state.secret`", "the one that the other nodes have");
    }
  }

  @Test
  void doctorOfAMachineWithAnotherSecret_complainsOfThat() throws IOException {
    String state = PostgresServer.shared().database().lines(directory)[0];
    assertThat(run(state, "keys", "create", "--principal", "ann").code()).isZero();
    secret("nodes", "m".repeat(40));

    assertThat(run(state, "doctor", "--json").out())
        .contains("\"store-unread\"", "another `state.secret`", "portreeve check --connect");
  }

  @Test
  void databaseThatDoesNotTakeThePassword_isNamedWithTheKey() throws IOException {
    String state = PostgresServer.shared().database().lines(directory)[0];
    secret("password", "wrong");

    assertThat(tried(state))
        .contains(
            "portreeve.yaml:3:", "it does not take the password", "`state.postgres.password`");
  }

  @Test
  void databaseThatIsNotThere_isToBeMade() throws IOException {
    assertThat(postgres(state -> state.replaceFirst("/test_[0-9]+", "/nowhere")))
        .contains("\"nowhere\" does not exist", "CREATE DATABASE nowhere OWNER portreeve");
  }

  @Test
  void databaseWithoutTls_whereItIsAskedOf_isToldHow() throws Exception {
    Files.write(
        directory.resolve("ca.pem"),
        PemFiles.certificates(new TestAuthority("authority").certificate()));

    assertThat(postgres(state -> state.replace("user:", "ca: \"file:./ca.pem\", user:")))
        .contains(
            "it speaks no TLS (SSL), which is asked of it", "`ssl = on`", "insecure-plaintext");
  }

  @Test
  void databaseWhereNobodyListens_isNamed_andNothingIsStarted() throws IOException {
    String state =
        PostgresServer.shared()
            .database()
            .lines(directory)[0]
            .replaceFirst("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:1");
    assertThat(tried(state)).contains("nobody listens there", "`state.postgres.url`");

    Ran start = run(state, "run");
    assertThat(start.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(start.err())
        .contains("portreeve.yaml:3:", "state.postgres", "nobody listens there")
        .containsOnlyOnce("; ")
        .doesNotContain("--data");
  }
}
