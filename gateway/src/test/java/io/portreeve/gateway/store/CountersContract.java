package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.Counters.Take;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counters promise, wherever they count. */
public abstract class CountersContract {
  private static final Rate TEN_A_DAY = new Rate(10, Duration.ofDays(1));

  private final String key = "requests " + UUID.randomUUID();

  /** Those of one node; of another at each call, where there are several. */
  protected abstract Counters node();

  /** Returns once so much time has passed for those who count. */
  protected abstract void pass(Duration time);

  private boolean granted(String whose, int units) {
    return node().take(whose, TEN_A_DAY, units) instanceof Take.Granted;
  }

  @Test
  void burst_isGrantedUpToTheRate_andNoFurther() {
    List<Take> takes =
        IntStream.range(0, 11).mapToObj(_ -> node().take(key, TEN_A_DAY, 1)).toList();

    assertThat(takes.subList(0, 10)).allMatch(take -> take instanceof Take.Granted);
    assertThat(takes.getFirst()).isEqualTo(new Take.Granted(9));
    assertThat(takes.get(9)).isEqualTo(new Take.Granted(0));
    assertThat(takes.getLast()).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void takingMoreThanIsLeft_takesNothing() {
    assertThat(granted(key, 8)).isTrue();
    assertThat(granted(key, 3)).isFalse();
    assertThat(granted(key, 2)).isTrue();
  }

  @Test
  void moreThanABurst_isNeverGranted() {
    assertThat(granted(key, 11)).isFalse();
    assertThat(granted(key, 10)).isTrue();
  }

  @Test
  void oneKey_doesNotSpendAnothersBudget() {
    assertThat(granted(key, 10)).isTrue();
    assertThat(granted(key + "!", 10)).isTrue();
    assertThat(granted(key, 1)).isFalse();
  }

  @Test
  void whoWaitsAsLongAsHeIsTold_isGranted() {
    Rate rate = new Rate(2, Duration.ofMillis(400));
    for (int i = 0; i < 6; i++) {
      if (node().take(key, rate, 2) instanceof Take.Exhausted(Duration retryAfter)) {
        assertThat(retryAfter).isPositive();
        pass(retryAfter);
        assertThat(node().take(key, rate, 2)).isEqualTo(new Take.Granted(0));
      }
    }
  }

  @Test
  void manyThreadsOfManyNodes_areGrantedTheBurstExactly() {
    Rate rate = new Rate(200, Duration.ofDays(1));
    List<Future<Long>> grants;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      grants =
          IntStream.range(0, 8)
              .mapToObj(_ -> {
                Counters counters = node();
                return threads.submit(() -> takeMany(counters, rate));
              })
              .toList();
    }
    assertThat(grants.stream().mapToLong(Future::resultNow).sum()).isEqualTo(200);
  }

  private long takeMany(Counters counters, Rate rate) {
    return IntStream.range(0, 40)
        .filter(_ -> counters.take(key, rate, 1) instanceof Take.Granted)
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void takingNothingOrLess_isAnError(int units) {
    assertThatThrownBy(() -> granted(key, units)).isInstanceOf(IllegalArgumentException.class);
  }
}
