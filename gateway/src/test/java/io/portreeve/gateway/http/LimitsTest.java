package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.client.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is too large or too much is refused; what just fits is not. */
@Timeout(120)
class LimitsTest {
  private static final int HEAD = 200;
  private static final int FIELDS = 5;
  private static final int BODY = 100;
  private static final int LONG = 10_000;
  private static final long ROOM = 4 * MessageMemory.weight(LONG);
  private static final ListenerOptions OPTIONS =
      ListenerOptions.defaults().withMaxHeader(HEAD, FIELDS).withMaxBody(BODY, 10_000);

  private final Loopback loopback = new Loopback();

  @AfterEach
  void close() {
    loopback.close();
  }

  static Stream<Arguments> sizes() {
    String head = "POST / HTTP/1.1\r\nhost: a\r\n";
    String chunked = head + "transfer-encoding: chunked\r\n\r\n";
    return Stream.of(
        arguments("head that just fits", padded(HEAD), 200),
        arguments("head one byte too long", padded(HEAD + 1), 431),
        arguments("endless request line", "GET /" + "a".repeat(HEAD), 431),
        arguments("endless field", head + "x: " + "a".repeat(HEAD), 431),
        arguments("as many fields as allowed", head + "a:b\r\n".repeat(4) + "\r\n", 200),
        arguments("one field too many", head + "a:b\r\n".repeat(5) + "\r\n", 431),
        arguments("body that just fits", head + length(BODY) + "x".repeat(BODY), 200),
        arguments("announced body too long", head + length(BODY + 1), 413),
        arguments(
            "announced body absurd", head + "content-length: 999999999999999999\r\n\r\n", 413),
        arguments(
            "announced, waits for leave", head + "expect: 100-continue\r\n" + length(101), 413),
        arguments("chunks that just fit", chunked + chunk(60) + chunk(40) + "0\r\n\r\n", 200),
        arguments("chunks one byte too many", chunked + chunk(60) + chunk(41), 413),
        arguments("endless chunk size", chunked + "0".repeat(500), 413),
        arguments("endless trailers", chunked + "0\r\nx: " + "a".repeat(5000), 431),
        arguments("too many trailers", chunked + "0\r\n" + "a:b\r\n".repeat(40) + "\r\n", 431));
  }

  private static String padded(int size) {
    String head = "GET / HTTP/1.1\r\nhost: a\r\nx: ";
    return head + "a".repeat(size - head.length() - 4) + "\r\n\r\n";
  }

  private static String length(int length) {
    return "content-length: " + length + "\r\n\r\n";
  }

  private static String chunk(int size) {
    return Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sizes")
  void size_isJudged_atItsBound(String name, String request, int status) throws Exception {
    try (RawClient client = new RawClient(echo(OPTIONS))) {
      String head = client.send(request).head();

      assertThat(head).startsWith("HTTP/1.1 " + status + " ");
      assertThat(head.contains("connection: close")).isEqualTo(status != 200);
    }
    assertThat(loopback.refused).hasSize(status == 200 ? 0 : 1);
  }

  @Test
  void refusedBody_stillOnItsWay_doesNotDestroyTheAnswer() throws Exception {
    String head = "POST / HTTP/1.1\r\nhost: a\r\n" + length(2_000_000);
    try (RawClient client = new RawClient(echo(OPTIONS))) {
      client.sendAsFarAsItGoes(head + "x".repeat(2_000_000));

      assertThat(client.head()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void bodiesOfEverybody_shareOneBound_whileTheyAreHandled() throws Exception {
    CountDownLatch entered = new CountDownLatch(4);
    CountDownLatch leave = new CountDownLatch(1);
    InetSocketAddress address = named(entered, leave);
    try (RawClient first = new RawClient(address).send(slow("a"));
        RawClient second = new RawClient(address).send(slow("b"));
        RawClient third = new RawClient(address).send(slow("c"));
        RawClient fourth = new RawClient(address).send(slow("d"))) {
      entered.await();
      assertThat(answered(503, address, post("e"))).isTrue();

      leave.countDown();
      assertThat(first.answer()).startsWith("HTTP/1.1 200 OK|xxx");
      assertThat(second.answer()).startsWith("HTTP/1.1 200 OK|xxx");
      assertThat(third.answer()).startsWith("HTTP/1.1 200 OK|xxx");
      assertThat(fourth.answer()).startsWith("HTTP/1.1 200 OK|xxx");
      Eventually.holds("there is room", () -> answered(200, address, post("e")));
    }
    assertThat(loopback.refused).containsOnly(Refusal.OVERLOADED);
  }

  @Test
  void bodiesOfOne_leaveRoomForOthers() throws Exception {
    CountDownLatch entered = new CountDownLatch(3);
    CountDownLatch leave = new CountDownLatch(1);
    InetSocketAddress address = named(entered, leave);
    try (RawClient first = new RawClient(address).send(slow("a"));
        RawClient _ = new RawClient(address).send(slow("a"));
        RawClient _ = new RawClient(address).send(slow("a"))) {
      entered.await();
      assertThat(answered(503, address, post("a"))).isTrue();
      assertThat(answered(200, address, post("b"))).isTrue();

      leave.countDown();
      assertThat(first.answer()).startsWith("HTTP/1.1 200 OK|xxx");
    }
  }

  @Test
  void bodyOfVeryManyParts_isTooMuchSoonerThanItsLength() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    InetSocketAddress address = named(entered, leave);
    try (RawClient first = new RawClient(address).send(slow("a"))) {
      entered.await();
      assertThat(answered(503, address, post("a").replace("xx", "1,"))).isTrue();
      assertThat(answered(200, address, post("a"))).isTrue();

      leave.countDown();
      assertThat(first.answer()).startsWith("HTTP/1.1 200 OK|xxx");
    }
  }

  @Test
  void longBodyThatNobodyAnswersFor_isNotWaitedFor() throws Exception {
    InetSocketAddress address = named(new CountDownLatch(1), new CountDownLatch(0));
    try (RawClient client = new RawClient(address)) {
      String head = client.send("POST / HTTP/1.1\r\nhost: a\r\n" + length(LONG)).head();

      assertThat(head)
          .startsWith("HTTP/1.1 200 ")
          .contains("connection: close", "content-length: 0");
      assertThat(client.all()).isEmpty();
    }
    assertThat(loopback.refused).isEmpty();
  }

  private static String post(String who) {
    return "POST / HTTP/1.1\r\nhost: a\r\nwho: " + who + "\r\n" + length(LONG) + "x".repeat(LONG);
  }

  private static String slow(String who) {
    return post(who).replace("POST / ", "POST /slow ");
  }

  /** Answers with the body, slowly if asked so; four long ones fit in, of one sender three. */
  private InetSocketAddress named(CountDownLatch entered, CountDownLatch leave) throws Exception {
    return loopback
        .listen(
            OPTIONS.withMaxBody(LONG, ROOM),
            new HttpHandler() {
              @Override
              public void handle(HttpRequest request, HttpReply reply) throws Exception {
                if (request.path().equals("/slow")) {
                  entered.countDown();
                  leave.await();
                }
                reply.send(200, HttpFields.empty(), request.body());
              }

              @Override
              public Optional<String> sender(HttpRequest head) {
                return head.headers().first("who");
              }
            })
        .address();
  }

  private static boolean answered(int status, InetSocketAddress address, String request) {
    try (RawClient client = new RawClient(address)) {
      return client.send(request).answer().startsWith("HTTP/1.1 " + status + " ");
    } catch (IOException cutOff) {
      return false;
    }
  }

  @Test
  void requestsBeyondTheBound_areRefused_untilOthersAreDone() throws Exception {
    CountDownLatch entered = new CountDownLatch(2);
    CountDownLatch leave = new CountDownLatch(1);
    HttpListener listener =
        loopback.listen(
            OPTIONS.withMaxLoad(100, 100, 2),
            (_, reply) -> {
              entered.countDown();
              leave.await();
              reply.send(200, HttpFields.empty(), new byte[0]);
            });
    String get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    try (RawClient first = new RawClient(listener.address()).send(get);
        RawClient second = new RawClient(listener.address()).send(get)) {
      entered.await();
      try (RawClient third = new RawClient(listener.address())) {
        assertThat(third.send(get).all())
            .startsWith("HTTP/1.1 503 ")
            .contains("\r\nretry-after: 1\r\n");
      }
      leave.countDown();
      assertThat(first.answer()).startsWith("HTTP/1.1 200 ");
      assertThat(second.answer()).startsWith("HTTP/1.1 200 ");
    }
    assertThat(loopback.refused).containsExactly(Refusal.OVERLOADED);
  }

  @Test
  void connectionsBeyondTheBound_areTurnedAway_untilOthersEnd() throws Exception {
    HttpListener listener = loopback.listen(OPTIONS.withMaxLoad(3, 1, 100), (_, _) -> {});
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clients.add(new RawClient(listener.address()));
    }
    Eventually.holds("three are in", () -> listener.connections() == 3);
    try (RawClient fourth = new RawClient(listener.address())) {
      assertThat(fourth.all()).startsWith("HTTP/1.1 503 ").contains("\r\nretry-after: 1\r\n");
    }
    for (RawClient client : clients) {
      client.close();
    }
    Eventually.holds("all are out", () -> listener.connections() == 0);
    try (RawClient fifth = new RawClient(listener.address())) {
      assertThat(fifth.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n").head()).startsWith("HTTP/1.1 500");
    }
    assertThat(loopback.refused).containsExactly(Refusal.OVERLOADED);
  }

  private InetSocketAddress echo(ListenerOptions options) throws Exception {
    return loopback
        .listen(options, (request, reply) -> reply.send(200, HttpFields.empty(), request.body()))
        .address();
  }
}
