package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsCommandTest {
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        data: ./data
        servers:
          tickets: {url: "https://tickets.example.com/mcp", credentials: {login: {}}}
        """);
  }

  private void beginData() {
    SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults())
        .close();
  }

  @Test
  void gatewayThatNeverRan_hasNoLogins() {
    Ran list = Ran.in(directory, "logins", "list");

    assertThat(list.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(list.err()).contains("there is no data at");
  }

  @Test
  void whereNobodyIsLoggedIn_thatIsSaid_butNotToPrograms() {
    beginData();
    Ran list = Ran.in(directory, "logins", "list");

    assertThat(list.code()).isZero();
    assertThat(list.out()).contains("nobody is logged in");
    assertThat(Ran.in(directory, "logins", "list", "--json").out()).isEmpty();
  }

  @Test
  void loginThatIsNone_cannotBeEnded() {
    beginData();
    Ran revoked = Ran.in(directory, "logins", "revoke", "tickets", "ann");

    assertThat(revoked.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(revoked.err())
        .contains("`ann` is not logged in at `tickets`", "nothing was changed");
  }

  @Test
  void commandThatIsMissing_isToldToWhoeverForgotIt() {
    assertThat(Ran.in(directory, "logins").err()).contains("a command is missing after `logins`");
  }
}
