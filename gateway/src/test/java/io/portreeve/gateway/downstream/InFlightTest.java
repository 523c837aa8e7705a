package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.downstream.InFlight.Start;
import io.portreeve.mcp.RequestId;
import io.portreeve.testkit.Eventually;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightTest {
  private static final RequestId ID = RequestId.of(7);

  private final InFlight inFlight = new InFlight(3);
  private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

  @AfterEach
  void end() {
    inFlight.cancelAll();
    Eventually.holds("all have ended", inFlight::isEmpty);
  }

  @Test
  void id_isInUse_untilTheAnswerIsAboutToBeWritten() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    Start first =
        inFlight.start(
            ID,
            answering -> {
              wait("first", answer);
              answering.run();
              answered.countDown();
              waitForEver("first");
            });
    assertThat(first).isInstanceOf(Start.Begun.class);
    assertThat(again()).isEqualTo(new Start.Duplicate());

    answer.countDown();
    answered.await();

    assertThat(again()).isInstanceOf(Start.Begun.class);
  }

  @Test
  void cancelling_byId_endsTheOneThatHasItNow() throws Exception {
    Start.Begun first = answered();
    assertThat(again()).isInstanceOf(Start.Begun.class);

    inFlight.cancel(ID);
    Eventually.holds("it ends", () -> cancelled.contains("again"));

    assertThat(cancelled).doesNotContain("first");
    first.cancel();
    Eventually.holds("it ends", () -> cancelled.contains("first"));
  }

  @Test
  void endOfTheFirst_leavesTheIdToTheSecond() throws Exception {
    Start.Begun first = answered();
    assertThat(again()).isInstanceOf(Start.Begun.class);
    first.cancel();
    Eventually.holds("it ends", first::hasEnded);

    assertThat(again()).isEqualTo(new Start.Duplicate());
  }

  @Test
  void requestThatIsBeingAnswered_isUnderWay_andWaitedFor() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch answering = new CountDownLatch(1);
    Start _ =
        inFlight.start(
            ID,
            free -> {
              free.run();
              answering.countDown();
              wait("first", written);
            });
    answering.await();
    assertThat(inFlight.isEmpty()).isFalse();

    Thread waiting = Thread.ofPlatform().start(this::await);
    Eventually.waits(waiting);
    written.countDown();
    waiting.join();

    assertThat(inFlight.isEmpty()).isTrue();
    assertThat(cancelled).isEmpty();
  }

  private void await() {
    try {
      inFlight.await(Duration.ofHours(1));
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** One that is answered and goes on. */
  private Start.Begun answered() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    Start start =
        inFlight.start(
            ID,
            answering -> {
              answering.run();
              answered.countDown();
              waitForEver("first");
            });
    answered.await();
    return (Start.Begun) start;
  }

  private Start again() {
    return inFlight.start(ID, _ -> waitForEver("again"));
  }

  private void waitForEver(String who) {
    wait(who, new CountDownLatch(1));
  }

  private void wait(String who, CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      cancelled.add(who);
    }
  }
}
