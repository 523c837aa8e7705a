package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.client.RawClient;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a listener begins and ends. */
class DrainTest {
  private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Loopback loopback = new Loopback();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);

  @AfterEach
  void close() {
    loopback.close();
  }

  @Test
  void drain_letsRunningRequestsFinish_andTakesNoNewOnes() throws Exception {
    HttpListener listener = slow();
    try (RawClient idle = new RawClient(listener.address());
        RawClient busy = new RawClient(listener.address())) {
      Eventually.holds("both are in", () -> listener.connections() == 2);
      busy.send(GET);
      entered.await();
      CompletableFuture<Boolean> drained = drain(listener, MINUTE);

      assertThat(idle.all()).isEmpty();
      Eventually.holds("nobody is let in any more", () -> isRefused(listener.address()));
      assertThat(drained).isNotDone();
      leave.countDown();
      assertThat(busy.all()).startsWith("HTTP/1.1 200 ").contains("connection: close");
      busy.socket().close();
      assertThat(drained.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void drain_lastsNoLongerThanItsPatience() throws Exception {
    HttpListener listener = slow();
    try (RawClient busy = new RawClient(listener.address()).send(GET)) {
      entered.await();
      assertThat(listener.drain(Duration.ofMillis(100), () -> {}, Duration.ZERO)).isFalse();
      assertThat(busy.all()).isEmpty();
      assertThat(listener.connections()).isZero();
    }
    leave.countDown();
  }

  @Test
  void drain_hurriesWhatOutstaysItsPatience_andSendsItsLastWords() throws Exception {
    HttpListener listener = slow();
    try (RawClient busy = new RawClient(listener.address()).send(GET)) {
      entered.await();

      assertThat(listener.underWay()).isOne();
      assertThat(listener.drain(Duration.ofMillis(10), leave::countDown, MINUTE)).isFalse();
      assertThat(busy.all()).startsWith("HTTP/1.1 200 ").endsWith("done");
    }
  }

  @Test
  void close_tellsHandlersThatRun() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    HttpListener listener =
        loopback.listen((_, reply) -> {
          reply.onDisconnect(told::countDown);
          entered.countDown();
          told.await();
        });
    try (RawClient busy = new RawClient(listener.address()).send(GET)) {
      entered.await();
      listener.close();
      assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(busy.all()).isEmpty();
    }
  }

  @Test
  void address_thatIsTaken_isAnError() throws Exception {
    HttpListener first = slow();
    assertThatThrownBy(() ->
            HttpListener.start(
                loopback.engine,
                first.address(),
                ListenerOptions.defaults(),
                (_, _) -> {},
                loopback))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot listen: Address already in use")
        .hasCauseInstanceOf(BindException.class);
  }

  private static CompletableFuture<Boolean> drain(HttpListener listener, Duration patience) {
    CompletableFuture<Boolean> drained = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        drained.complete(listener.drain(patience, () -> {}, MINUTE));
      } catch (InterruptedException interrupted) {
        drained.completeExceptionally(interrupted);
      }
    });
    return drained;
  }

  private HttpListener slow() throws IOException {
    return loopback.listen((_, reply) -> {
      entered.countDown();
      leave.await();
      reply.send(200, HttpFields.empty(), bytes("done"));
    });
  }

  private static boolean isRefused(InetSocketAddress address) {
    try (RawClient _ = new RawClient(address)) {
      return false;
    } catch (IOException refused) {
      return true;
    }
  }
}
