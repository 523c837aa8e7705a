package io.portreeve.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.portreeve.gateway.outage.Trouble;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisTroubleTest {
  private static Trouble trouble(String scheme, Exception failure) {
    RedisAddress address =
        new RedisAddress(
            URI.create(scheme + "://db.example:6379"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1),
            List.of("key"));
    return new RedisTrouble(address).of(new RedisConnectionException("unable", failure));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WRONGPASS invalid pair | this user with this password | `state.redis.password`",
        "NOAUTH Authentication required. | wants a password | `state.redis.password`",
        "NOPERM no permissions to run 'eval' | may not do what nodes do | docs/shared-state.md",
        "DENIED Redis is running in protected mode | `protected-mode` | a user with a password",
        "ERR AUTH called without any password configured | no password for its default | `state.redis.user`",
        "ERR out of paper | it refuses: ERR out of paper | see the keys of `state.redis`"
      })
  void answer_isSaidWithWhatToDo(String said, String what, String fix) {
    Trouble trouble = trouble("redis", new RedisCommandExecutionException(said));

    assertThat(trouble.what()).contains(what);
    assertThat(trouble.fix()).contains(fix);
  }

  /** So it looks on either side where only one of both speaks TLS. */
  @Test
  void noAnswer_mayBeThatOfATls_orOfNone() {
    IOException closed = new IOException("Connection reset by peer");

    assertThat(trouble("rediss", closed).fix()).contains("`tls-port`");
    assertThat(trouble("redis", closed).fix()).contains("write `rediss:`");
  }

  @Test
  void answerOfAnotherProtocol_isOfNoRedis() {
    Trouble trouble = trouble("redis", new IOException("Invalid first byte: 72 (H) at buffer"));

    assertThat(trouble.what()).isEqualTo("what answers there is no Redis");
    assertThat(trouble.fix()).isEqualTo("correct host and port in `state.redis.url`");
  }

  @Test
  void anythingElse_isSaidAsItIs() {
    assertThat(trouble("redis", new IOException("out of paper")).what())
        .isEqualTo("it cannot be asked: out of paper");
  }
}
