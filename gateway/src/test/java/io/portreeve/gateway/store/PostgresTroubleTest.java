package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTroubleTest {
  private static final PostgresTrouble TROUBLE =
      new PostgresTrouble(
          new PostgresOptions(
              "db.example:5432/gate",
              "ann",
              () -> "unseen",
              Optional.empty(),
              true,
              8,
              Duration.ofSeconds(2)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "28P01 | password authentication failed | it does not take the password | `state.postgres.password`",
        "28000 | no pg_hba.conf entry for host, no encryption | nobody without TLS | `state.postgres.ca`",
        "28000 | role ann does not exist | role ann does not exist | `pg_hba.conf`",
        "3D000 | database gate does not exist | gate does not exist | CREATE DATABASE gate OWNER ann",
        "53300 | too many clients already | too many clients | `max_connections`",
        "42501 | permission denied for schema | permission denied | ALTER DATABASE gate OWNER TO ann",
        "08001 | no host with targetServerType=primary | and takes writes | `state.postgres.url`",
        "08001 | The server does not support SSL. | it speaks no TLS | `ssl = on`",
        "08P01 | Protocol error. | no PostgreSQL | correct host and port in `state.postgres.url`",
        "99999 | out of paper | out of paper | see the keys of `state.postgres`"
      })
  void failure_isSaidWithWhatToDo(String state, String said, String what, String fix) {
    var trouble = TROUBLE.of(new SQLException(said, state));

    assertThat(trouble.what()).contains(what);
    assertThat(trouble.fix()).contains(fix);
  }

  @Test
  void failureOnTheWayThere_isKnownByItsCause() {
    var failure = new SQLException("failed", "08001", new UnknownHostException("db.example"));

    assertThat(TROUBLE.of(failure).fix()).isEqualTo("correct the host in `state.postgres.url`");
    assertThat(TROUBLE.of(new SQLException()).fix()).contains("state.postgres");
  }
}
