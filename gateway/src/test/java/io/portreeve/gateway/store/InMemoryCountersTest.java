package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.Counters.Take;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryCountersTest {
  private static final Rate TEN_A_SECOND = new Rate(10, Duration.ofSeconds(1));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
  private final InstantSource clock = now::get;
  private final Counters counters = new InMemoryCounters(clock, 3);

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private boolean granted(String key, int units) {
    return counters.take(key, TEN_A_SECOND, units) instanceof Take.Granted;
  }

  @Test
  void burst_isGrantedUpToTheRateAndNoFurther() {
    List<Take> takes =
        IntStream.range(0, 11).mapToObj(_ -> counters.take("a", TEN_A_SECOND, 1)).toList();
    assertThat(takes.subList(0, 10)).allMatch(take -> take instanceof Take.Granted);
    assertThat(takes.get(0)).isEqualTo(new Take.Granted(9));
    assertThat(takes.get(9)).isEqualTo(new Take.Granted(0));
    assertThat(takes.get(10)).isEqualTo(new Take.Exhausted(Duration.ofMillis(100)));
  }

  @Test
  void retryAfter_isExactlyWhenItIsGranted() {
    assertThat(granted("a", 10)).isTrue();
    Take refused = counters.take("a", TEN_A_SECOND, 3);
    assertThat(refused).isEqualTo(new Take.Exhausted(Duration.ofMillis(300)));
    pass(Duration.ofMillis(300).minusNanos(1));
    assertThat(granted("a", 3)).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(granted("a", 3)).isTrue();
  }

  @Test
  void oneKey_doesNotSpendAnothersBudget() {
    assertThat(granted("a", 10)).isTrue();
    assertThat(granted("b", 10)).isTrue();
    assertThat(granted("a", 1)).isFalse();
  }

  @Test
  void moreThanABurst_isNeverGranted() {
    assertThat(granted("a", 11)).isFalse();
    pass(Duration.ofHours(1));
    assertThat(granted("a", 11)).isFalse();
    assertThat(granted("a", 10)).isTrue();
  }

  @Test
  void clockThatStepsBack_costsOneSpanAtMost() {
    pass(Duration.ofHours(5));
    assertThat(granted("a", 10)).isTrue();
    pass(Duration.ofHours(-5));
    assertThat(granted("a", 1)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(granted("a", 10)).isTrue();
  }

  @Test
  void fullTable_refusesNewKeysUntilABudgetIsWhole() {
    assertThat(granted("a", 10)).isTrue();
    assertThat(granted("b", 10)).isTrue();
    assertThat(granted("c", 10)).isTrue();
    assertThatThrownBy(() -> granted("d", 1)).isInstanceOf(StoreUnavailable.class);
    assertThat(granted("a", 1)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(granted("d", 1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void takingNothingOrLess_isAnError(int units) {
    assertThatThrownBy(() -> granted("a", units)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rateOfNothing_isAnError() {
    assertThatThrownBy(() -> new Rate(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyThreads_areGrantedTheBurstExactly() {
    Rate rate = new Rate(500, Duration.ofDays(1));
    Counters shared = new InMemoryCounters(clock, 10);
    List<Future<Integer>> grants;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      grants =
          IntStream.range(0, 8)
              .mapToObj(_ -> threads.submit(() -> takeMany(shared, rate)))
              .toList();
    }
    assertThat(grants.stream().mapToInt(Future::resultNow).sum()).isEqualTo(500);
  }

  private static int takeMany(Counters shared, Rate rate) {
    return (int)
        IntStream.range(0, 100)
            .filter(_ -> shared.take("a", rate, 1) instanceof Take.Granted)
            .count();
  }

  /** The law: within any time at most one burst plus what grew back in it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyHistory_staysWithinBurstPlusRate(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Instant start = now.get();
    int taken = 0;
    for (int step = 0; step < 2000; step++) {
      pass(Duration.ofMillis(random.nextInt(150)));
      int units = 1 + random.nextInt(4);
      taken += granted("a", units) ? units : 0;
      long grown = Duration.between(start, now.get()).toMillis() / 100;
      assertThat((long) taken).isLessThanOrEqualTo(10 + grown);
    }
    assertThat(taken).isGreaterThan(1000);
  }
}
