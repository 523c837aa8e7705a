package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.EverLonger;
import io.portreeve.testkit.client.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that take their time: how long the listener waits, and how it stops waiting. */
class PatienceTest {
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String GET = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

  private final Loopback loopback = new Loopback();

  @AfterEach
  void close() {
    loopback.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nhost: a\r\nx: y\r\n"})
  void unfinishedHead_isAnswered408(String begun) throws Exception {
    EverLonger.untilInTime(head -> {
      try (RawClient client = new RawClient(echo(head, LONG, LONG))) {
        return client.send(begun).all().startsWith("HTTP/1.1 408 ");
      }
    });
    assertThat(loopback.refused).containsExactly(Refusal.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 5\r\n\r\n",
        "content-length: 5\r\n\r\nabcd",
        "transfer-encoding: chunked\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n",
        "transfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nx: y\r\n",
      })
  void unfinishedBody_isAnswered408(String begun) throws Exception {
    try (RawClient client = new RawClient(echo(LONG, SHORT, LONG))) {
      String head = "POST / HTTP/1.1\r\nhost: a\r\n";
      assertThat(client.send(head + begun).all()).startsWith("HTTP/1.1 408 ");
    }
    assertThat(loopback.refused).containsExactly(Refusal.TIMED_OUT);
  }

  @Test
  void headThatKeepsTrickling_gainsNoTime() throws Exception {
    EverLonger.untilInTime(head -> {
      try (RawClient client = new RawClient(echo(head, LONG, LONG))) {
        client.send("GET / HTTP/1.1\r\nhost: a\r\nx: ");
        trickleUntilCutOff(client);
      }
      return !loopback.refused.isEmpty();
    });
    assertThat(loopback.refused).containsExactly(Refusal.TIMED_OUT);
  }

  @Test
  void bodyThatKeepsTrickling_gainsNoTime() throws Exception {
    try (RawClient client = new RawClient(echo(LONG, SHORT, LONG))) {
      client.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4000000\r\n\r\n");
      trickleUntilCutOff(client);
    }
    assertThat(loopback.refused).containsExactly(Refusal.TIMED_OUT);
  }

  private static void trickleUntilCutOff(RawClient client) throws IOException {
    boolean open = true;
    while (open) {
      try {
        client.send("a");
        open = client.socket().getInputStream().available() == 0;
      } catch (SocketException cutOff) {
        open = false;
      }
    }
  }

  @Test
  void peerThatStopsSending_inItsNextRequest_isAnsweredTheFirst_andNotWaitedFor() throws Exception {
    try (RawClient client = new RawClient(echo(LONG, LONG, LONG))) {
      client.send(GET + "GET / HT").socket().shutdownOutput();
      assertThat(client.all()).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 ");
    }
    assertThat(loopback.refused).isEmpty();
  }

  @Test
  void silentConnection_isClosed_withoutAWord() throws Exception {
    try (RawClient client = new RawClient(echo(SHORT, LONG, LONG))) {
      assertThat(client.all()).isEmpty();
    }
    assertThat(loopback.refused).isEmpty();
  }

  @Test
  void idleConnection_isClosed_afterItsAnswers() throws Exception {
    try (RawClient client = new RawClient(echo(LONG, LONG, SHORT))) {
      assertThat(client.send(GET + GET).all()).matches("(?s)(HTTP/1.1 200 OK.*){2}\r\n\r\n");
    }
    assertThat(loopback.refused).isEmpty();
  }

  @Test
  void handler_mayTakeLongerThanAnyPeer() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    EverLonger.untilInTime(peer -> {
      HttpListener listener =
          loopback.listen(
              options(peer, peer, peer, LONG),
              (_, reply) -> {
                boolean _ = never.await(3 * peer.toMillis(), TimeUnit.MILLISECONDS);
                reply.send(200, HttpFields.empty(), new byte[0]);
              });
      try (RawClient client = new RawClient(listener.address())) {
        return client.send(GET).all().startsWith("HTTP/1.1 200 ");
      }
    });
  }

  @Test
  void peerThatDoesNotTakeItsReply_isCutOff() throws Exception {
    EverLonger.untilInTime(write -> {
      HttpListener listener =
          loopback.listen(
              options(LONG, LONG, LONG, write),
              (_, reply) -> reply.send(200, HttpFields.empty(), new byte[30_000_000]));
      try (RawClient client = new RawClient(listener.address())) {
        client.send(GET).head();
        Eventually.holds("connection is closed", () -> listener.connections() == 0);
        return true;
      } catch (SocketException cutOffBeforeItsHead) {
        return false;
      }
    });
    assertThat(loopback.failed).isEmpty();
  }

  private InetSocketAddress echo(Duration head, Duration request, Duration idle) throws Exception {
    HttpHandler echo = (received, reply) -> reply.send(200, HttpFields.empty(), received.body());
    return loopback.listen(options(head, request, idle, LONG), echo).address();
  }

  private static ListenerOptions options(
      Duration head, Duration request, Duration idle, Duration write) {
    return ListenerOptions.defaults()
        .withMaxHeader(50_000_000, 100)
        .withTimeouts(head, request, idle, write);
  }
}
