package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.client.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replies whose bodies come bit by bit. */
class StreamTest {
  private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
  private static final byte[] BLOCK = new byte[64 * 1024];
  private static final int MANY = 1000;

  private final Loopback loopback = new Loopback();
  private final AtomicInteger written = new AtomicInteger();
  private final CompletableFuture<Thread> writer = new CompletableFuture<>();
  private final CompletableFuture<Throwable> outcome = new CompletableFuture<>();

  @AfterEach
  void close() {
    loopback.close();
  }

  @Test
  void everyWrite_reachesThePeer_beforeTheNext() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    HttpHandler handler =
        (_, reply) -> {
          try (HttpStream out = reply.stream(200, HttpFields.of("x", "y"))) {
            first.await();
            out.write(bytes("one"));
            out.write(new byte[0]);
            second.await();
            out.write(bytes("0123456789abcdef"));
          }
        };
    try (RawClient client = talk(handler)) {
      assertThat(client.send(GET).head()).contains("x: y\r\ntransfer-encoding: chunked\r\n\r\n");
      first.countDown();
      assertThat(client.read(8)).isEqualTo("3\r\none\r\n");
      second.countDown();
      assertThat(client.read(27)).isEqualTo("10\r\n0123456789abcdef\r\n0\r\n\r\n");
      assertThat(client.send(GET).head()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void silence_isFilledWithComments_untilTheEnd() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    HttpHandler handler =
        (_, reply) -> {
          try (HttpStream out = reply.stream(200, HttpFields.empty())) {
            out.keepAlive(Duration.ofMillis(1), bytes(":"));
            enough.await();
            out.write(bytes("last"));
          }
        };
    try (RawClient client = talk(handler)) {
      assertThat(client.send(GET).head()).startsWith("HTTP/1.1 200 OK");
      assertThat(client.read(12)).isEqualTo("1\r\n:\r\n1\r\n:\r\n");
      enough.countDown();
      assertThat(client.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").all())
          .contains("4\r\nlast\r\n")
          .contains("0\r\n\r\nHTTP/1.1 200 OK");
    }
  }

  @Test
  void http10Peer_getsThePlainBody_thenTheEnd() throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          try (HttpStream out = reply.stream(200, HttpFields.empty())) {
            out.write(bytes("one"));
            out.write(bytes("two"));
          }
        };
    try (RawClient client = talk(handler)) {
      assertThat(client.send("GET / HTTP/1.0\r\n\r\n").all())
          .contains("connection: close\r\n")
          .doesNotContain("transfer-encoding")
          .endsWith("\r\n\r\nonetwo");
    }
  }

  @Test
  void head_getsTheHeadAlone() throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          try (HttpStream out = reply.stream(200, HttpFields.empty())) {
            out.write(bytes("unseen"));
          }
        };
    try (RawClient client = talk(handler)) {
      String head = client.send("HEAD / HTTP/1.1\r\nhost: a\r\n\r\n").head();
      assertThat(head).contains("transfer-encoding: chunked");
      assertThat(client.send(GET).head()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void slowReader_slowsTheWriter_andLosesNothing() throws Exception {
    try (RawClient client = talkSlowly(flood(Duration.ofMinutes(5)))) {
      client.send(GET).head();
      Eventually.waits(writer.get(1, TimeUnit.MINUTES));
      int before = written.get();
      assertThat(before).isLessThan(MANY);

      String rest = client.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").all();
      assertThat(rest.length()).isGreaterThan(MANY * BLOCK.length);
      assertThat(rest).contains("\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n").endsWith("\r\n0\r\n\r\n");
    }
    assertThat(written).hasValue(2 * MANY);
  }

  @Test
  void readerThatNeverReads_isCutOff() throws Exception {
    try (RawClient client = talkSlowly(flood(Duration.ofSeconds(2)))) {
      client.send(GET).head();
      assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(IOException.class);
      assertThatThrownBy(client::all).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void readerThatLeaves_endsTheWriter() throws Exception {
    try (RawClient client = talkSlowly(flood(Duration.ofMinutes(5)))) {
      client.send(GET).head();
      Eventually.waits(writer.get(1, TimeUnit.MINUTES));
    }
    assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(IOException.class);
  }

  @Test
  void interrupt_endsABlockedWriter_andCutsTheConnection() throws Exception {
    try (RawClient client = talkSlowly(flood(Duration.ofMinutes(5)))) {
      client.send(GET).head();
      Thread blocked = writer.get(1, TimeUnit.MINUTES);
      Eventually.waits(blocked);
      blocked.interrupt();
      assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
      assertThatThrownBy(client::all).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void readerThatLeavesAQuietStream_isTold() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    HttpHandler handler =
        (_, reply) -> {
          HttpStream out = reply.stream(200, HttpFields.empty());
          reply.onDisconnect(told::countDown);
          told.await();
          out.close();
          outcome.complete(new IOException("told"));
        };
    try (RawClient client = talk(handler)) {
      client.send(GET).head();
    }
    assertThat(outcome.get(1, TimeUnit.MINUTES)).hasMessage("told");
  }

  @Test
  void handlerThatFailsInTheMiddle_doesNotLookComplete() throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          HttpStream out = reply.stream(200, HttpFields.empty());
          out.write(bytes("half"));
          throw new IllegalStateException();
        };
    assertBroken(handler);
  }

  @Test
  void handlerThatForgetsToClose_doesNotLookComplete() throws Exception {
    assertBroken((_, reply) -> reply.stream(200, HttpFields.empty()).write(bytes("half")));
  }

  private void assertBroken(HttpHandler handler) throws Exception {
    try (RawClient client = talk(handler)) {
      client.send(GET);
      assertThatThrownBy(client::all).isInstanceOf(SocketException.class);
    }
    Eventually.holds("failure is told", () -> loopback.failed.size() == 1);
  }

  @Test
  void brokenOffStream_doesNotLookComplete_toAnHttp10PeerEither() throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          HttpStream out = reply.stream(200, HttpFields.empty());
          out.write(bytes("half"));
          out.breakOff();
          assertThatThrownBy(() -> out.write(bytes("x"))).isInstanceOf(IOException.class);
          outcome.complete(new IOException("checked"));
        };
    try (RawClient client = talk(handler)) {
      client.send("GET / HTTP/1.0\r\n\r\n");
      assertThatThrownBy(client::all).isInstanceOf(SocketException.class);
    }
    assertThat(outcome.get(1, TimeUnit.MINUTES)).hasMessage("checked");
  }

  @Test
  void writeAfterClose_isAnError() throws Exception {
    HttpHandler handler =
        (_, reply) -> {
          HttpStream out = reply.stream(200, HttpFields.empty());
          out.close();
          out.close();
          assertThatThrownBy(() -> out.write(bytes("x"))).isInstanceOf(IllegalStateException.class);
          outcome.complete(new IOException("checked"));
        };
    try (RawClient client = talk(handler)) {
      assertThat(client.send(GET).head()).startsWith("HTTP/1.1 200 OK");
      assertThat(client.read(5)).isEqualTo("0\r\n\r\n");
      // The client stays: to a peer that is gone, writing fails in another way.
      assertThat(outcome.get(1, TimeUnit.MINUTES)).hasMessage("checked");
    }
  }

  /** Writes far more than any buffer takes, with a certain patience. */
  private HttpListener flood(Duration patience) throws Exception {
    Duration minute = Duration.ofMinutes(1);
    ListenerOptions options =
        ListenerOptions.defaults().withTimeouts(minute, minute, minute, patience);
    return loopback.listen(
        options,
        (_, reply) -> {
          writer.complete(Thread.currentThread());
          try (HttpStream out = reply.stream(200, HttpFields.empty())) {
            for (int i = 0; i < MANY; i++) {
              out.write(BLOCK);
              written.incrementAndGet();
            }
          } catch (IOException | InterruptedException ended) {
            outcome.complete(ended);
          }
        });
  }

  private RawClient talk(HttpHandler handler) throws Exception {
    return new RawClient(loopback.listen(handler).address());
  }

  private static RawClient talkSlowly(HttpListener listener) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(32 * 1024);
    InetSocketAddress address = listener.address();
    socket.connect(address);
    return new RawClient(socket);
  }
}
