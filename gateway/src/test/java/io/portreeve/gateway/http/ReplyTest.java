package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.client.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler may reply, and what becomes of one that does not. */
class ReplyTest {
  private static final byte[] NOTHING = new byte[0];
  private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

  private final Loopback loopback = new Loopback();

  @AfterEach
  void close() {
    loopback.close();
  }

  @Test
  void reply_isWrittenFromItsParts_withADate() throws Exception {
    HttpFields fields = HttpFields.of("X-One", "1", "x-two", "\u00e9");
    try (RawClient client = talk((_, reply) -> reply.send(404, fields, bytes("no")))) {
      assertThat(client.send(GET).head())
          .matches(
              String.join(
                  "\r\n",
                  "HTTP/1\\.1 404 Not Found",
                  "date: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT",
                  "x-one: 1",
                  "x-two: \u00e9",
                  "content-length: 2",
                  "\r\n"));
      assertThat(client.read(2)).isEqualTo("no");
    }
  }

  @Test
  void handler_thatThrows_isAnsweredForWithAnEmpty500_andTold() throws Exception {
    IllegalStateException secret = new IllegalStateException("secret");
    try (RawClient client =
        talk((_, _) -> {
          throw secret;
        })) {
      assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 500 Internal Server Error|");
      assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 500 ");
    }
    Eventually.holds("both are told", () -> loopback.failed.equals(List.of(secret, secret)));
  }

  @Test
  void handler_thatStopsBecauseThePeerLeft_isNoFailure() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    HttpListener listener =
        loopback.listen(
            ListenerOptions.defaults().withMaxLoad(100, 100, 1),
            (request, reply) -> {
              if (request.path().equals("/wait")) {
                reply.onDisconnect(Thread.currentThread()::interrupt);
                entered.countDown();
                new CountDownLatch(1).await();
              }
              reply.send(200, HttpFields.empty(), NOTHING);
            });
    try (RawClient client = new RawClient(listener.address())) {
      client.send(GET.replace("/ ", "/wait "));
      entered.await();
    }

    Eventually.holds("the handler is done", () -> answers(listener));
    assertThat(loopback.failed).isEmpty();
  }

  /** Only one request is handled at a time. */
  private static boolean answers(HttpListener listener) {
    try (RawClient client = new RawClient(listener.address())) {
      return client.send(GET).head().startsWith("HTTP/1.1 200 ");
    } catch (IOException cutOff) {
      return false;
    }
  }

  @Test
  void handler_thatDiesOfAnError_isAnsweredForLikewise() throws Exception {
    StackOverflowError error = new StackOverflowError();
    try (RawClient client =
        talk((_, _) -> {
          throw error;
        })) {
      assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 500 ");
    }
    Eventually.holds("error is told", () -> loopback.failed.contains(error));
  }

  @Test
  void handler_thatReturnsWithoutReply_isAnsweredForWith500() throws Exception {
    try (RawClient client = talk((_, _) -> {})) {
      assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 500 ");
    }
    Eventually.holds("it is told", () -> loopback.failed.size() == 1);
  }

  @Test
  void handler_thatThrowsAfterItsReply_changesNothing() throws Exception {
    try (RawClient client =
        talk((_, reply) -> {
          reply.send(200, HttpFields.empty(), bytes("done"));
          throw new IllegalStateException();
        })) {
      assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK|done");
      assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK|done");
    }
    Eventually.holds("failures are told", () -> loopback.failed.size() == 2);
  }

  @Test
  void secondReply_isAnError_andTheFirstStands() throws Exception {
    CompletableFuture<Void> checked = new CompletableFuture<>();
    try (RawClient client =
        talk((_, reply) -> {
          reply.send(200, HttpFields.empty(), bytes("first"));
          assertThatThrownBy(() -> reply.send(201, HttpFields.empty(), bytes("second")))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> reply.stream(201, HttpFields.empty()))
              .isInstanceOf(IllegalStateException.class);
          checked.complete(null);
        })) {
      assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK|first");
    }
    checked.get(1, TimeUnit.MINUTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "content-length",
        "date",
        "expect",
        "HOST",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "Transfer-Encoding",
        "upgrade"
      })
  void reply_thatFramesItself_isRefused(String field) throws Exception {
    HttpFields fields = HttpFields.of(field, "1");
    try (RawClient client = talk((_, reply) -> reply.send(200, fields, NOTHING))) {
      assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 500 ");
    }
    Eventually.holds("it is told", () -> !loopback.failed.isEmpty());
    assertThat(loopback.failed.getFirst()).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 101, 199, 600, 1000, -200})
  void status_thatIsNotFinal_isRefused(int status) throws Exception {
    try (RawClient client = talk((_, reply) -> reply.send(status, HttpFields.empty(), NOTHING))) {
      assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 500 ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void statusWithoutBody_hasNone(int status) throws Exception {
    CompletableFuture<Void> checked = new CompletableFuture<>();
    try (RawClient client =
        talk((_, reply) -> {
          assertThatThrownBy(() -> reply.send(status, HttpFields.empty(), bytes("x")))
              .isInstanceOf(IllegalArgumentException.class);
          assertThatThrownBy(() -> reply.stream(status, HttpFields.empty()))
              .isInstanceOf(IllegalArgumentException.class);
          checked.complete(null);
          reply.send(status, HttpFields.empty(), NOTHING);
        })) {
      client.send(GET);
      assertThat(client.head()).startsWith("HTTP/1.1 " + status).doesNotContain("content-length");
      assertThat(client.send(GET).head()).startsWith("HTTP/1.1 " + status);
    }
    checked.get(1, TimeUnit.MINUTES);
  }

  @Test
  void head_isAnsweredWithTheLength_butNoBody() throws Exception {
    try (RawClient client = talk((_, reply) -> reply.send(200, HttpFields.empty(), bytes("abc")))) {
      client.send("HEAD / HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(client.head()).contains("content-length: 3\r\n");
      assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK|abc");
    }
  }

  @Test
  void reply_maySendFromAnyThread_whileTheHandlerWaits() throws Exception {
    try (RawClient client =
        talk((_, reply) ->
            Thread.startVirtualThread(() -> reply.send(200, HttpFields.empty(), bytes("other")))
                .join())) {
      assertThat(client.send(GET).answer()).endsWith("|other");
    }
    assertThat(loopback.failed).isEmpty();
  }

  @Test
  void peerThatLeaves_whileTheHandlerWorks_isTold_once() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    CompletableFuture<Boolean> late = new CompletableFuture<>();
    CompletableFuture<Boolean> open = new CompletableFuture<>();
    try (RawClient client =
        talk((_, reply) -> {
          reply.onDisconnect(told::countDown);
          open.complete(reply.open());
          entered.countDown();
          told.await();
          reply.onDisconnect(() -> late.complete(reply.open()));
          reply.send(200, HttpFields.empty(), NOTHING);
        })) {
      client.send(GET);
      entered.await();
    }
    assertThat(open.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(late.get(1, TimeUnit.MINUTES)).isFalse();
    assertThat(loopback.failed).isEmpty();
  }

  @Test
  void handlerThatIsInterrupted_becauseItsPeerLeft_hasNotFailed() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    HttpListener listener =
        loopback.listen((_, reply) -> {
          reply.onDisconnect(Thread.currentThread()::interrupt);
          entered.countDown();
          new CountDownLatch(1).await();
        });
    try (RawClient client = new RawClient(listener.address()).send(GET)) {
      entered.await();
      assertThat(client.socket().isConnected()).isTrue();
    }
    assertThat(listener.drain(Duration.ofMinutes(1), () -> {}, Duration.ZERO)).isTrue();
    assertThat(loopback.failed).isEmpty();
  }

  @Test
  void handlerThatIsInterrupted_whileItsPeerWaits_hasFailed() throws Exception {
    try (RawClient client =
        talk((_, _) -> {
          throw new InterruptedException("by somebody else");
        })) {
      assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 500 ");
    }
    Eventually.holds("the failure is told", () -> loopback.failed.size() == 1);
  }

  @Test
  void peerThatOnlyStopsSending_countsAsGone_butIsAnswered() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (RawClient client =
        talk((_, reply) -> {
          reply.onDisconnect(told::countDown);
          told.await();
          reply.send(200, HttpFields.empty(), bytes("still there?"));
        })) {
      client.send(GET).socket().shutdownOutput();
      assertThat(client.all()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("still there?");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HT", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nab"})
  void peerThatStopsInTheMiddle_isNotHandled(String half) throws Exception {
    HttpListener listener =
        loopback.listen((_, reply) -> reply.send(200, HttpFields.empty(), NOTHING));
    try (RawClient client = new RawClient(listener.address())) {
      client.send(half).socket().shutdownOutput();
      assertThat(client.all()).isEmpty();
    }
    assertThat(loopback.refused).isEmpty();
  }

  @Test
  void completeReply_makesALaterLeaveNoNews() throws Exception {
    CompletableFuture<HttpReply> replied = new CompletableFuture<>();
    try (RawClient client =
        talk((_, reply) -> {
          reply.onDisconnect(() -> loopback.failed.add(new AssertionError("told")));
          reply.send(200, HttpFields.empty(), NOTHING);
          replied.complete(reply);
        })) {
      client.send(GET).answer();
      assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 200 ");
    }
    assertThat(loopback.failed).isEmpty();
    assertThat(replied).isDone();
  }

  private RawClient talk(HttpHandler handler) throws Exception {
    return new RawClient(loopback.listen(handler).address());
  }
}
