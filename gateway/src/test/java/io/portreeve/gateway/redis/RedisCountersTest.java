package io.portreeve.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.Counters;
import io.portreeve.gateway.store.Counters.Take;
import io.portreeve.gateway.store.CountersContract;
import io.portreeve.gateway.store.Rate;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.testkit.Eventually;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RedisCountersTest extends CountersContract {
  private static final Rate TEN_A_DAY = new Rate(10, Duration.ofDays(1));

  private final RedisServer server = RedisServer.shared();
  private final Nodes<Counters> nodes = new Nodes<>(server, RedisCounters::new);
  private final String key = UUID.randomUUID().toString();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Override
  protected Counters node() {
    return nodes.next();
  }

  @Override
  protected void pass(Duration time) {
    long since = System.nanoTime();
    Eventually.holds("time passes", () -> System.nanoTime() - since > time.toNanos());
  }

  private String place() {
    return Keys.of("limit", key);
  }

  @Test
  void countThatSomebodyElseWrote_leavesNothing_untilABudgetHasGrown() {
    server.ask("SET", place(), "much");

    assertThat(node().take(key, TEN_A_DAY, 1)).isInstanceOf(Take.Exhausted.class);

    server.ask("SET", place(), "9e99");
    Rate fast = new Rate(10, Duration.ofMillis(200));
    pass(Duration.ofMillis(200));
    if (node().take(key, fast, 10) instanceof Take.Exhausted(Duration retryAfter)) {
      assertThat(retryAfter).isLessThanOrEqualTo(Duration.ofMillis(200));
    }
  }

  @Test
  void whatWasUsedUp_isForgottenOnceItIsWhole() {
    var _ = node().take(key, new Rate(1, Duration.ofMillis(50)), 1);

    Eventually.holds("it is gone", () -> server.ask("EXISTS", place()).equals(0L));
  }

  @Test
  void nameOfWhoIsCounted_isNotTold() {
    var _ = node().take(key, TEN_A_DAY, 1);

    assertThat(server.keys()).noneMatch(name -> name.contains(key));
  }

  @Test
  void serverThatIsGone_refusesAtOnce_andCountsAgainWhenItIsBack() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      Counters counters = new RedisCounters(link);
      assertThat(counters.take(key, TEN_A_DAY, 10)).isEqualTo(new Take.Granted(0));

      own.kill();
      assertThatThrownBy(() -> counters.take(key, TEN_A_DAY, 1))
          .isInstanceOf(StoreUnavailable.class);
      own.run();

      Eventually.holds("it counts again", () -> counts(counters));
    }
  }

  private boolean counts(Counters counters) {
    try {
      return counters.take(UUID.randomUUID().toString(), TEN_A_DAY, 1) instanceof Take.Granted;
    } catch (StoreUnavailable stillAway) {
      return false;
    }
  }

  @Test
  void serverThatDoesNotAnswer_refusesWithinTheDeadline_andCountsAgainWhenItDoes() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link(Duration.ofMillis(250))) {
      Counters counters = new RedisCounters(link);
      Eventually.holds("it counts", () -> counts(counters));

      own.freeze();
      assertThatThrownBy(() -> counters.take(key, TEN_A_DAY, 1))
          .isInstanceOf(StoreUnavailable.class);
      own.thaw();

      Eventually.holds("it counts again", () -> counts(counters));
    }
  }

  @Test
  void serverWithoutRoom_refusesNewKeys() {
    try (RedisServer own = RedisServer.start("maxmemory 1mb", "maxmemory-policy noeviction");
        RedisLink link = own.link()) {
      Counters counters = new RedisCounters(link);

      assertThatThrownBy(() -> counters.take(key, TEN_A_DAY, 1))
          .isInstanceOf(StoreUnavailable.class);
    }
  }

  /** What was forgotten there would be good once more: a limit, a proof. */
  @Test
  void serverThatForgetsWhenItIsFull_isNotUsed() {
    try (RedisServer own = RedisServer.start("maxmemory 100mb", "maxmemory-policy allkeys-lru");
        RedisLink link = own.link()) {
      assertThat(link.connected()).isFalse();
      assertThatThrownBy(() -> new RedisCounters(link).take(key, TEN_A_DAY, 1))
          .isInstanceOf(StoreUnavailable.class);
    }
  }

  @Test
  void replica_isNotUsed_becauseItTakesNoWrites() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      assertThat(link.connected()).isTrue();

      own.ask("REPLICAOF", "127.0.0.1", "1");

      Eventually.holds("it is left", () -> !link.connected());
      own.ask("REPLICAOF", "NO", "ONE");
      Eventually.holds("it is used again", link::connected);
    }
  }

  @Test
  void scriptsThatWereForgotten_areSentAgain() {
    assertThat(node().take(key, TEN_A_DAY, 1)).isEqualTo(new Take.Granted(9));
    server.ask("SCRIPT", "FLUSH");

    assertThat(node().take(key, TEN_A_DAY, 1)).isEqualTo(new Take.Granted(8));
  }
}
