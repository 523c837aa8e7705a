package io.portreeve.gateway.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class InTimeTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void whatIsDoneInTime_isGiven() throws Exception {
    assertThat(InTime.call("quick", LONG, () -> Thread.currentThread().getName()))
        .isEqualTo("quick");
  }

  @Test
  void whatFails_fails_byItsOwnCause() {
    IOException fault = new IOException("no");

    assertThatThrownBy(() ->
            InTime.call(
                "failing",
                LONG,
                () -> {
                  throw fault;
                }))
        .isInstanceOf(ExecutionException.class)
        .hasCause(fault);
  }

  @Test
  void whatHangs_isGivenUp() {
    assertThatThrownBy(() ->
            InTime.call(
                "hanging",
                Duration.ofMillis(1),
                () -> {
                  new CountDownLatch(1).await();
                  return "";
                }))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void whoeverIsInterruptedMeanwhile_endsItToo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    FutureTask<String> calling =
        new FutureTask<>(() -> InTime.call("long", LONG, () -> waits(begun, ended)));
    Thread caller = Thread.ofVirtual().start(calling);

    begun.await();
    caller.interrupt();

    assertThatThrownBy(calling::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(ended.await(5, TimeUnit.MINUTES)).isTrue();
  }

  private static String waits(CountDownLatch begun, CountDownLatch ended) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException end) {
      ended.countDown();
    }
    return "";
  }
}
