package io.portreeve.gateway.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UninterruptedTest {
  @AfterEach
  void forgetTheInterrupt() {
    boolean _ = Thread.interrupted();
  }

  @Test
  void threadThatIsInterrupted_waitsToTheEndAndStaysInterrupted() {
    CountDownLatch over = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    Thread.currentThread().interrupt();

    Uninterrupted.await(() -> {
      if (begun.incrementAndGet() == 2) {
        over.countDown();
      }
      over.await();
    });

    assertThat(begun).hasValue(2);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void threadThatNobodyInterrupts_isNotInterruptedAfterwards() {
    Uninterrupted.await(() -> {});
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
