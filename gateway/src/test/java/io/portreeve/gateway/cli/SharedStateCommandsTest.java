package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.NeedsPostgres;
import io.portreeve.gateway.store.PostgresServer;
import io.portreeve.gateway.store.PostgresServer.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on two machines whose configurations name the same database. */
@NeedsPostgres
class SharedStateCommandsTest {
  private final Database database = PostgresServer.shared().database();

  @TempDir private Path folder = Path.of("");
  private Path one = Path.of("");
  private Path other = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    one = machine("one", database.lines(folder)[0]);
    other = machine("other", database.lines(folder)[0]);
  }

  private Path machine(String name, String state) throws IOException {
    Path machine = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        machine.resolve("portreeve.yaml"),
        "data: ./data\nservers: {a: {command: [x]}}\n" + state + "\n");
    return machine;
  }

  private Path awayMachine() throws IOException {
    return machine(
        "away", database.lines(folder)[0].replaceFirst("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:1"));
  }

  @Test
  void keyThatIsMadeOnOneMachine_isListedAndRevokedOnTheOther() {
    String id = Ran.in(one, "keys", "create", "--principal", "ann").out().strip();
    assertThat(id).startsWith("ptr_");

    assertThat(Ran.in(other, "keys", "list").out()).contains("ann", "live");
    String listed = Ran.in(other, "keys", "list").outLines().get(1).split(" ", 2)[0];
    assertThat(Ran.in(other, "keys", "revoke", listed).code()).isZero();

    assertThat(Ran.in(one, "keys", "list").out()).contains("revoked");
    assertThat(one.resolve("data/key-pepper.secret")).doesNotExist();
    assertThat(one.resolve("data/portreeve.db")).doesNotExist();
  }

  /** Somebody looks from a machine on which no node ever ran. */
  @Test
  void commandThatOnlyLooks_makesNoDataDirectory() {
    assertThat(Ran.in(one, "keys", "create", "--principal", "ann").code()).isZero();

    assertThat(Ran.in(other, "scan", "accepted").code()).isZero();
    assertThat(Ran.in(other, "doctor", "--json").out()).doesNotContain("store-unread");

    assertThat(other.resolve("data")).doesNotExist();
  }

  @Test
  void relation_isKnownOnTheOtherMachine() {
    assertThat(Ran.in(one, "relations", "add", "note:n1", "owner", "principal:ann").code())
        .isZero();

    assertThat(Ran.in(other, "relations", "list").out()).contains("note:n1", "principal:ann");
  }

  @Test
  void keyOfMemories_isNotRotatedOnOneMachine() {
    Ran ran = Ran.in(one, "memory", "rotate");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.err()).contains("state.secret");
  }

  @Test
  void check_namesTheStore_andNeitherAsksItNorShowsThePassword() throws IOException {
    Path away = awayMachine();

    Ran ran = Ran.in(away, "check");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("PostgreSQL 127.0.0.1:1/" + database.name() + " as portreeve, plaintext")
        .doesNotContain(PostgresServer.PASSWORD);
    assertThat(ran.err()).isEmpty();
    assertThat(Ran.in(away, "check", "--json").out())
        .contains("\"state\":{\"postgres\":\"127.0.0.1:1/" + database.name() + "\"")
        .doesNotContain(PostgresServer.PASSWORD);
  }

  @Test
  void doctor_asksWhetherTheDatabaseIsBackedUp_andShowsNoPassword() {
    Ran ran = Ran.in(one, "doctor");

    assertThat(ran.out())
        .contains("Is the database `" + database.address() + "` backed up")
        .doesNotContain(PostgresServer.PASSWORD);
  }

  /** What nobody could look at makes no grade better. */
  @Test
  void doctor_thatCannotReachTheDatabase_complainsOfThat() throws IOException {
    Ran ran = Ran.in(awayMachine(), "doctor", "--json");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out()).contains("\"store-unread\"").doesNotContain(PostgresServer.PASSWORD);
  }

  @Test
  void secretThatIsTooShort_isFoundByCheck() throws IOException {
    Files.writeString(folder.resolve("nodes"), "short");

    Ran ran = Ran.in(one, "check");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("state.secret", "too short").doesNotContain("short\n");
  }

  @Test
  void commandThatCannotReachTheDatabase_saysSo_andShowsNoPassword() throws IOException {
    Ran ran = Ran.in(awayMachine(), "keys", "list");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.err())
        .contains("the database `127.0.0.1:1/", "refused")
        .doesNotContain(PostgresServer.PASSWORD);
  }
}
