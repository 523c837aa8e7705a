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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsRedis
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
  void countThatSomebodyElseWrote_leavesNothing() {
    server.ask("SET", place(), "much");

    assertThat(node().take(key, TEN_A_DAY, 1)).isInstanceOf(Take.Exhausted.class);
  }

  /** Such as "-nan", which is no number of any size. */
  @ParameterizedTest
  @ValueSource(strings = {"much", "9e99", "nan", "-nan", ""})
  void countThatSomebodyElseWrote_refusesUntilABudgetHasGrown_andNoLonger(String written) {
    Rate fast = new Rate(10, Duration.ofMillis(200));
    server.ask("SET", place(), written);

    Take first = node().take(key, fast, 10);

    assertThat(first).isInstanceOf(Take.Exhausted.class);
    assertThat(((Take.Exhausted) first).retryAfter()).isLessThanOrEqualTo(fast.per());
    pass(((Take.Exhausted) first).retryAfter());
    assertThat(node().take(key, fast, 10)).isInstanceOf(Take.Granted.class);
  }

  /** Else a clock that was set back by an hour refused everybody for that hour. */
  @Test
  void countOfAClockThatWasSetBack_refusesUntilABudgetHasGrown_andNoLonger() {
    Rate fast = new Rate(10, Duration.ofMillis(200));
    Object seconds = ((List<?>) server.ask("TIME")).getFirst();
    long later = Long.parseLong(String.valueOf(seconds)) + 3600;
    server.ask("SET", place(), later + "000000", "PX", "3700000");

    assertThat(node().take(key, fast, 1)).isInstanceOf(Take.Exhausted.class);
    pass(fast.per());
    assertThat(node().take(key, fast, 10)).isInstanceOf(Take.Granted.class);
  }

  @Test
  void whatWasUsedUp_isForgottenOnceItIsWhole() {
    var _ = node().take(key, TEN_A_DAY, 1);
    assertThat(server.ask("EXISTS", place())).isEqualTo(1L);
    server.ask("DEL", place());
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
