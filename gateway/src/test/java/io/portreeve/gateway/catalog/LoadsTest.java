package io.portreeve.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadsTest {
  private static final Duration NOT_AGAIN = Duration.ofSeconds(5);

  private final ManualClock clock = ManualClock.atNewYear();
  private final Loads loads = new Loads(clock);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void floodOfAtOnce_asksTheServerOnce_andEverybodyWaitsForTheAnswer() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger early = new AtomicInteger();
    List<Thread> flood = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      flood.add(
          Thread.ofVirtual()
              .start(() -> {
                ask(() -> {
                  asked.incrementAndGet();
                  answer.await();
                });
                early.addAndGet((int) answer.getCount());
              }));
    }
    answer.countDown();
    for (Thread one : flood) {
      one.join();
    }

    assertThat(asked).hasValue(1);
    assertThat(early).hasValue(0);
  }

  private void ask(Loads.Asking asking) {
    try {
      loads.once("anna", NOT_AGAIN, asking);
    } catch (NotAsked nobody) {
      throw new AssertionError(nobody);
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever has a credential by now must not wait for the pause of him who had none. */
  @Test
  void serverThatWasNotAsked_mayBeAskedAtOnce() throws Exception {
    assertThatExceptionOfType(NotAsked.class)
        .isThrownBy(() ->
            loads.once(
                "anna",
                NOT_AGAIN,
                () -> {
                  throw new NotAsked("no credential");
                }));

    loads.once("anna", NOT_AGAIN, asked::incrementAndGet);

    assertThat(asked).hasValue(1);
  }

  @Test
  void server_isAskedAgainOnlyAfterAWhile() throws Exception {
    loads.once("anna", NOT_AGAIN, asked::incrementAndGet);
    clock.advance(NOT_AGAIN.minusMillis(1));
    loads.once("anna", NOT_AGAIN, asked::incrementAndGet);
    assertThat(asked).hasValue(1);

    clock.advance(Duration.ofMillis(1));
    loads.once("anna", NOT_AGAIN, asked::incrementAndGet);
    assertThat(asked).hasValue(2);
  }

  @Test
  void oneAsker_doesNotSilenceAnother() throws Exception {
    loads.once("anna", NOT_AGAIN, asked::incrementAndGet);
    loads.once("bob", NOT_AGAIN, asked::incrementAndGet);

    assertThat(asked).hasValue(2);
  }

  @Test
  void askingThatFailed_isTriedAgain() throws Exception {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            loads.once(
                "anna",
                NOT_AGAIN,
                () -> {
                  throw new IllegalStateException();
                }));

    loads.once("anna", NOT_AGAIN, asked::incrementAndGet);

    assertThat(asked).hasValue(1);
  }
}
