package io.portreeve.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.SingleUse;
import io.portreeve.gateway.store.SingleUseContract;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.testkit.Eventually;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsRedis
@Timeout(120)
class RedisSingleUseTest extends SingleUseContract {
  private final Nodes<SingleUse> nodes = new Nodes<>(RedisServer.shared(), RedisSingleUse::new);

  @AfterEach
  void close() {
    nodes.close();
  }

  @Override
  protected SingleUse node() {
    return nodes.next();
  }

  /** Of the second in which it began nothing is good. */
  @Override
  protected Instant now() {
    return now(RedisServer.shared()).plusSeconds(2);
  }

  private static Instant now(RedisServer server) {
    Object seconds = ((List<?>) server.ask("TIME")).getFirst();
    return Instant.ofEpochSecond(Long.parseLong(String.valueOf(seconds)));
  }

  private static boolean spend(RedisLink link, Instant made) {
    return new RedisSingleUse(link).spend("anna", "1", made, made.plusSeconds(60));
  }

  /** Else whoever can have it emptied could use what was used. */
  @Test
  void serverThatWasEmptied_makesNothingGoodAgain() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      Instant made = now(own).plusSeconds(1);
      Eventually.holds("the second of the start is over", () -> now(own).isAfter(made));
      assertThat(spend(link, made)).isTrue();

      own.ask("FLUSHALL");

      assertThat(spend(link, made)).isFalse();
      assertThat(spend(link, now(own).plusSeconds(2))).isTrue();
    }
  }

  /** What it had saved is older than what it knew. */
  @Test
  void serverThatBeganAnewWithAnOlderMemory_makesNothingGoodAgain() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      Instant made = now(own).plusSeconds(1);
      own.ask("SAVE");
      Eventually.holds("the second of the start is over", () -> now(own).isAfter(made));
      assertThat(spend(link, made)).isTrue();

      own.kill();
      assertThatThrownBy(() -> spend(link, made)).isInstanceOf(StoreUnavailable.class);
      own.run();

      Eventually.holds("it is connected", link::connected);
      assertThat(spend(link, made)).isFalse();
    }
  }
}
