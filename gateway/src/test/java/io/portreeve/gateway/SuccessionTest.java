package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.Hold;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.HttpStream;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.testkit.Eventually;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SuccessionTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final List<String> events = new CopyOnWriteArrayList<>();

  @Test
  void requests_goToTheGenerationInForce() throws Exception {
    Generation first = generation("first");
    Succession succession = new Succession(first);

    ask(succession);
    Generation before = succession.next(generation("second"));
    ask(succession);
    before.retire(LONG);
    ask(succession);

    assertThat(before).isSameAs(first);
    assertThat(events).containsExactly("first", "second", "end of first", "second");
  }

  @Test
  void retiredGeneration_endsOnlyWhenTheLastRequestHasLeft() throws Exception {
    Held held = new Held();
    Succession succession = new Succession(new Generation(held, ending(() -> events.add("end"))));
    Thread asking = held.asking(succession);

    Generation retired = succession.next(generation("second"));
    Thread retiring = Thread.ofVirtual().start(() -> retired.retire(LONG));
    ask(succession);
    assertThat(events).containsExactly("second");
    held.go.countDown();
    asking.join();
    retiring.join();

    assertThat(events).containsExactly("second", "answered", "end");
  }

  @Test
  void streamThatListens_isEndedAtOnce_thoughTheOthersHaveTime() throws Exception {
    Held held = new Held();
    Generation listened =
        new Generation(held, new Members(held.go::countDown, () -> events.add("end")));
    Thread asking = held.asking(new Succession(listened));

    listened.retire(LONG);
    asking.join();

    assertThat(events).containsExactly("answered", "end");
  }

  @Test
  void requestThatOutstaysThePatience_doesNotHoldTheEndUp() throws Exception {
    Held held = new Held();
    Succession succession = new Succession(new Generation(held, ending(held.go::countDown)));
    Thread asking = held.asking(succession);

    succession.next(generation("second")).retire(Duration.ofMillis(1));

    assertThat(held.go.getCount()).isZero();
    asking.join();
    assertThat(events).containsExactly("answered");
  }

  @Test
  void generationThatHasRetired_takesNoRequest_evenFromOneWhoStillHoldsIt() throws Exception {
    Generation first = generation("first");
    first.retire(LONG);

    assertThat(first.serve(ServedRequests.any(), new NoReply())).isFalse();
    assertThat(events).containsExactly("end of first");
  }

  /** A stop may overtake a reload: both wait for the same requests. */
  @Test
  void retiring_aSecondTime_waitsAsWell_andEndsOnce() throws Exception {
    Held held = new Held();
    Generation slow = new Generation(held, ending(() -> events.add("end")));
    Thread asking = held.asking(new Succession(slow));
    Thread first = Thread.ofVirtual().start(() -> slow.retire(LONG));
    Thread second = Thread.ofVirtual().start(() -> slow.retire(LONG));

    held.go.countDown();
    asking.join();
    first.join();
    second.join();

    assertThat(events).containsExactly("answered", "end");
    assertThat(slow.serve(ServedRequests.any(), new NoReply())).isFalse();
  }

  @Test
  void closing_aSecondTime_doesNothing() {
    Generation first = generation("first");
    first.close();
    first.retire(LONG);

    assertThat(events).containsExactly("end of first");
  }

  /** A stop that overtakes a reload must not close the store under what is still being closed. */
  @Test
  void closing_whileAnotherCloses_returnsWhenThatIsDone() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Generation slow =
        new Generation(
            (_, _) -> {},
            ending(() -> {
              closing.countDown();
              awaitQuietly(go);
              events.add("end");
            }));
    Thread first = Thread.ofVirtual().start(slow::close);
    closing.await();
    Thread second =
        Thread.ofPlatform()
            .start(() -> {
              slow.close();
              events.add("closed");
            });

    Eventually.waitsForLock(second, Generation.class);
    go.countDown();
    first.join();
    second.join();

    assertThat(events).containsExactly("end", "closed");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void handlerThatThrows_hasLeftAllTheSame() throws Exception {
    Generation broken =
        new Generation(
            (_, _) -> {
              throw new IllegalStateException("broken");
            },
            ending(() -> events.add("end")));
    Succession succession = new Succession(broken);
    askQuietly(succession);

    broken.retire(LONG);

    assertThat(events).containsExactly("failed", "end");
  }

  private Generation generation(String name) {
    return new Generation((_, _) -> events.add(name), ending(() -> events.add("end of " + name)));
  }

  private static Generation.Members ending(Runnable end) {
    return new Members(() -> {}, end);
  }

  private record Members(Runnable quieted, Runnable ended) implements Generation.Members {
    @Override
    public void look() {}

    @Override
    public void quiet() {
      quieted.run();
    }

    @Override
    public void measure(MetricsPage page) {}

    @Override
    public void hurry() {}

    @Override
    public void close() {
      ended.run();
    }
  }

  private static void ask(Succession succession) throws Exception {
    succession.handle(ServedRequests.any(), new NoReply());
  }

  private void askQuietly(Succession succession) {
    try {
      ask(succession);
    } catch (Exception failed) {
      events.add("failed");
    }
  }

  /** Lets no request end before it may go on. */
  private final class Held implements HttpHandler {
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Override
    public void handle(HttpRequest request, HttpReply reply) throws InterruptedException {
      inside.countDown();
      go.await();
      events.add("answered");
    }

    /** A thread whose request is under way when this returns. */
    Thread asking(Succession succession) throws InterruptedException {
      Thread asking = Thread.ofVirtual().start(() -> askQuietly(succession));
      inside.await();
      return asking;
    }
  }

  private static final class NoReply implements HttpReply {
    @Override
    public void send(int status, HttpFields headers, List<ByteBuffer> body) {}

    @Override
    public HttpStream stream(int status, HttpFields headers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void onDisconnect(Runnable listener) {}

    @Override
    public Hold hold() {
      return Hold.nothing();
    }

    @Override
    public boolean open() {
      return true;
    }
  }
}
