package io.portreeve.gateway.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecurringTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void whatFails_isTriedAgain() throws Exception {
    CountDownLatch thrice = new CountDownLatch(3);
    Runnable fails =
        () -> {
          thrice.countDown();
          throw new IllegalStateException("the store is gone");
        };
    try (Recurring _ = Recurring.start("failing", SHORT, fails)) {
      assertThat(thrice.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void pauses_areSometimesShorter_butNeverLonger_soThatNodesDoNotStayInStep() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    Duration pause = Duration.ofSeconds(2);

    List<Duration> drawn =
        Stream.generate(() -> Recurring.shortened(pause, random)).limit(1000).toList();

    assertThat(drawn).allMatch(it -> it.compareTo(pause) <= 0);
    assertThat(drawn).allMatch(it -> it.compareTo(Duration.ofMillis(1500)) >= 0);
    assertThat(drawn).doesNotHaveDuplicates();
  }

  @Test
  void closing_interruptsWhatIsBeingDone() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Runnable waits =
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException closed) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
          }
        };
    Recurring recurring = Recurring.start("waiting", SHORT, waits);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    recurring.close();
    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
  }

  /** The store refuses whoever is interrupted; an operator who stops the gateway sees no fault. */
  @Test
  void whatFailsBecauseItIsClosed_isNotToldAsAFailure() throws Exception {
    List<LogRecord> told = new CopyOnWriteArrayList<>();
    Handler operator = telling(told);
    Logger failures = Logger.getLogger("io.portreeve.recurring.failed");
    failures.addHandler(operator);
    try {
      CompletableFuture<Thread> doing = new CompletableFuture<>();
      Runnable waits =
          () -> {
            doing.complete(Thread.currentThread());
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException closed) {
              Thread.currentThread().interrupt();
              throw new IllegalStateException("interrupted while waiting for a commit", closed);
            }
          };
      Recurring recurring = Recurring.start("waiting", SHORT, waits);
      Thread thread = doing.get();
      recurring.close();
      thread.join();

      assertThat(told).extracting(LogRecord::getLevel).doesNotContain(Level.SEVERE);
    } finally {
      failures.removeHandler(operator);
    }
  }

  private static Handler telling(List<LogRecord> told) {
    return new Handler() {
      @Override
      public void publish(LogRecord one) {
        told.add(one);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
