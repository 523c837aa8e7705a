package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.NeedsPostgres;
import io.portreeve.gateway.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsPostgres
@Timeout(120)
class StoreCopyCommandTest {
  private static final String ALONE =
      """
      data: ./data
      servers: {desk: {url: "https://desk.example.com/mcp"}}
      """;

  private final PostgresServer.Database database = PostgresServer.shared().database();

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), ALONE);
  }

  private Ran run(String... args) {
    return Ran.in(directory, args);
  }

  private void share() throws IOException {
    share("");
  }

  private void share(String rest) throws IOException {
    String lines =
        String.join("\n", Arrays.asList(database.lines(directory)))
            .replace("state: {", "state: {" + rest);
    Files.writeString(directory.resolve("portreeve.yaml"), ALONE + lines + "\n");
  }

  @Test
  void keysOfAFile_areThere_andAreStillThoseOfThisNode() throws Exception {
    assertThat(run("keys", "create", "--principal", "anna").code()).isZero();
    String before = run("keys", "list", "--json").out();
    share("accept-data-secrets: true, ");

    Ran copied = run("store", "copy");

    assertThat(copied.code()).as(copied.err()).isZero();
    assertThat(copied.out()).contains("api_key", "1 rows", "read again and compared");
    Ran after = run("keys", "list", "--json");
    assertThat(after.code()).as(after.err()).isZero();
    assertThat(after.out()).isEqualTo(before);
    Ran again = run("store", "copy");
    assertThat(again.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(again.err()).contains("the database is not empty");
  }

  /** Whoever has an old copy of the data has the keys that lie there. */
  @Test
  void keysOfAFile_areNobodys_whereTheConfigurationDoesNotAcceptWhatLiesInData() throws Exception {
    assertThat(run("keys", "create", "--principal", "anna").code()).isZero();
    share();
    assertThat(run("store", "copy").code()).isZero();

    Ran after = run("keys", "list");

    assertThat(after.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(after.err()).contains("under another `state.secret`");
  }

  /** It would go on writing into what is copied. */
  @ParameterizedTest
  @ValueSource(strings = {"", "window-2", "window-3"})
  void gatewayThatRuns_inWhicheverWindow_isToBeStoppedFirst(String window) throws Exception {
    assertThat(run("keys", "create", "--principal", "anna").code()).isZero();
    share();
    DataDirectory data = DataDirectory.open(directory.resolve("data").resolve(window));
    JournalParts parts =
        new JournalParts(
            SigningKey.in(data, new SecureRandom()),
            JournalSettings.of(JournalSettings.Durability.PROCESS),
            InstantSource.system(),
            Witness.none());

    try (AuditJournal _ = AuditJournal.open(data, parts)) {
      Ran refused = run("store", "copy");

      assertThat(refused.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
      assertThat(refused.err())
          .isEqualTo(
              "portreeve: nothing was copied: a gateway runs on %s; stop it, and copy again\n"
                  .formatted(directory.resolve("data")));
    }
    Ran copied = run("store", "copy");
    assertThat(copied.code()).as(copied.err()).isZero();
  }

  @Test
  void whereNothingIsShared_orNothingIsThere_nothingIsCopied() throws Exception {
    assertThat(run("store", "copy").err()).contains("names no database");
    share();
    assertThat(run("store", "copy").err()).contains("there is no store in");
    try (Stream<Path> made = Files.list(directory)) {
      assertThat(made.filter(Files::isDirectory)).isEmpty();
    }
  }
}
