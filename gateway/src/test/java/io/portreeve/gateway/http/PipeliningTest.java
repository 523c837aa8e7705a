package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.client.RawClient;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that come before their predecessors are answered. */
class PipeliningTest {
  private final Loopback loopback = new Loopback();
  private final List<String> handled = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    loopback.close();
  }

  @Test
  void pipelinedRequests_areAnswered_inTheirOrder() throws Exception {
    int count = 500;
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String body = "body " + i;
      all.append(post("/" + i, body));
    }
    try (RawClient client = new RawClient(echo().address())) {
      client.send(all.toString());
      for (int i = 0; i < count; i++) {
        assertThat(client.answer()).isEqualTo("HTTP/1.1 200 OK|/" + i + " body " + i);
      }
    }
  }

  /** Each answer let more be read, and what had been answered was kept while anything waited. */
  @Test
  void requestsWithoutEnd_areNotKept_whenTheyWereAnswered() throws Exception {
    String some = "GET / HTTP/1.1\r\nhost: a\r\n\r\n".repeat(10_000);
    int times = 60; // 16 MB, beside which a chunk that is fetched for the first time is little
    HttpListener listener =
        loopback.listen((_, reply) -> reply.send(200, HttpFields.empty(), new byte[0]));
    long before = direct();
    long most = 0;
    try (RawClient client = new RawClient(listener.address())) {
      Thread sender =
          Thread.startVirtualThread(() -> {
            for (int i = 0; i < times; i++) {
              sendQuietly(client, some);
            }
            sendQuietly(client, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
          });
      InputStream answers = client.socket().getInputStream();
      byte[] read = new byte[64 * 1024];
      while (answers.read(read) >= 0) {
        most = Math.max(most, direct() - before);
      }
      sender.join();
    }
    assertThat(most).isLessThan(times * some.length() / 2);
  }

  /** In bytes, of the buffers of all connections. */
  private static long direct() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  @Test
  void longRequestBehindAnother_isReadToItsEnd() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    HttpListener listener =
        loopback.listen((request, reply) -> {
          entered.countDown();
          leave.await();
          reply.send(200, HttpFields.empty(), bytes(request.path() + request.body().length));
        });
    String head = "POST /2 HTTP/1.1\r\nhost: a\r\nx-long: " + "x".repeat(6_000);
    String body = "b".repeat(100_000);
    try (RawClient client = new RawClient(listener.address())) {
      client.send(post("/1", "")).send(head);
      entered.await();
      leave.countDown();
      assertThat(client.answer()).isEqualTo("HTTP/1.1 200 OK|/10");
      client.send("\r\ncontent-length: 100000\r\n\r\n" + body.substring(0, 5_000));
      client.send(body.substring(5_000));
      assertThat(client.answer()).isEqualTo("HTTP/1.1 200 OK|/2100000");
    }
  }

  @Test
  void nextRequest_waits_untilThePreviousIsAnswered() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    HttpListener listener =
        loopback.listen((request, reply) -> {
          handled.add(request.path());
          entered.countDown();
          leave.await();
          reply.send(200, HttpFields.empty(), bytes(request.path()));
        });
    try (RawClient client = new RawClient(listener.address())) {
      client.send(post("/1", "") + post("/2", ""));
      entered.await();
      // Round trips of others: the event loops have had their chance to go wrong.
      for (int i = 0; i < 4; i++) {
        try (RawClient other = new RawClient(listener.address())) {
          assertThat(other.send("\r\n").all()).startsWith("HTTP/1.1 400 ");
        }
      }
      assertThat(handled).containsExactly("/1");
      leave.countDown();
      assertThat(client.answer()).endsWith("/1");
      assertThat(client.answer()).endsWith("/2");
    }
  }

  @Test
  void floodBehindASlowRequest_stopsBeingRead_thenIsAnswered() throws Exception {
    CountDownLatch leave = new CountDownLatch(1);
    HttpListener listener =
        loopback.listen((request, reply) -> {
          leave.await();
          reply.send(200, HttpFields.empty(), bytes(request.path()));
        });
    int count = 300;
    try (RawClient client = new RawClient(listener.address())) {
      Thread sender =
          Thread.startVirtualThread(() -> {
            for (int i = 0; i < count; i++) {
              sendQuietly(client, post("/" + i, "x".repeat(100_000)));
            }
          });
      Eventually.waits(sender);
      leave.countDown();
      for (int i = 0; i < count; i++) {
        assertThat(client.answer()).endsWith("|/" + i);
      }
      sender.join();
    }
  }

  private static void sendQuietly(RawClient client, String message) {
    try {
      client.send(message);
    } catch (java.io.IOException cutOff) {
      throw new java.io.UncheckedIOException(cutOff);
    }
  }

  @Test
  void requestBehindClose_isNotRead() throws Exception {
    String closing = "GET /1 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    try (RawClient client = new RawClient(echo().address())) {
      assertThat(client.send(closing + post("/2", "")).all())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("connection: close\r\n")
          .endsWith("\r\n\r\n/1 ");
    }
    assertThat(handled).containsExactly("/1");
  }

  @Test
  void http10_isAnswered_thenClosed() throws Exception {
    try (RawClient client = new RawClient(echo().address())) {
      String request = "GET /old HTTP/1.0\r\nconnection: keep-alive\r\n\r\n";
      assertThat(client.send(request).all())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("connection: close\r\n")
          .endsWith("\r\n\r\n/old ");
    }
  }

  @Test
  void requestsFedByteByByte_areAnswered() throws Exception {
    String head = "POST /c HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n";
    String chunked = head + "3\r\nabc\r\n00A\r\n0123456789\r\n0\r\nx-trailer: y\r\n\r\n";
    try (RawClient client = new RawClient(echo().address())) {
      assertThat(client.trickle(post("/1", "hello")).answer()).endsWith("|/1 hello");
      assertThat(client.trickle(chunked).answer()).endsWith("|/c abc0123456789");
      assertThat(client.trickle(post("/2", "")).answer()).endsWith("|/2 ");
    }
  }

  @Test
  void absoluteTarget_ofTheSameHost_isTakenApart() throws Exception {
    try (RawClient client = new RawClient(echo().address())) {
      client.send("GET HTTP://A:80/x?y HTTP/1.1\r\nhost: a:80\r\n\r\n");
      assertThat(client.answer()).endsWith("|/x ");
      client.send("GET http://a?y HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(client.answer()).endsWith("|/ ");
      client.send("OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n");
      assertThat(client.answer()).endsWith("|* ");
    }
  }

  @Test
  void peerThatWaitsForLeave_isGivenIt() throws Exception {
    String head =
        "POST /e HTTP/1.1\r\nhost: a\r\nexpect: 100-Continue\r\ncontent-length: 2\r\n\r\n";
    try (RawClient client = new RawClient(echo().address())) {
      assertThat(client.send(head).head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("ab").answer()).endsWith("|/e ab");
      // With the body already there, nobody waits.
      assertThat(client.send(head + "cd").answer()).endsWith("|/e cd");
    }
  }

  private HttpListener echo() throws Exception {
    return loopback.listen((request, reply) -> {
      handled.add(request.path());
      String body = request.path() + " " + Loopback.text(request.body());
      reply.send(200, HttpFields.empty(), bytes(body));
    });
  }

  private static String post(String path, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\nhost: a\r\ncontent-length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
