package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of servers, good, bad and slow. */
class AnswerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "transfer-encoding: chunked\r\n\r\n";

  private final HttpEngine engine = HttpEngine.start(2);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());

  @AfterEach
  void close() {
    pool.close();
    engine.close();
  }

  static Stream<Arguments> good() {
    return Stream.of(
        arguments("length", OK + "content-length: 3\r\n\r\nabc", "200 abc", true),
        arguments("no body", OK + "Content-Length: 0\r\n\r\n", "200 ", true),
        arguments("chunks", CHUNKED + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "200 abcde", true),
        arguments("trailers", CHUNKED + "1\r\na\r\n0\r\nx: y\r\n\r\n", "200 a", true),
        arguments("until close", OK + "\r\nabc", "200 abc", false),
        arguments("until close, 1.0", "HTTP/1.0 200 OK\r\n\r\nabc", "200 abc", false),
        arguments("1.0", "HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\na", "200 a", false),
        arguments(
            "asks to close",
            OK + "connection: Close\r\ncontent-length: 1\r\n\r\na",
            "200 a",
            false),
        arguments("no reason", "HTTP/1.1 404 \r\ncontent-length: 0\r\n\r\n", "404 ", true),
        arguments("no blank", "HTTP/1.1 599\r\ncontent-length: 0\r\n\r\n", "599 ", true),
        arguments("no content", "HTTP/1.1 204 No Content\r\n\r\n", "204 ", true),
        arguments("not modified", "HTTP/1.1 304 x\r\ncontent-length: 9\r\n\r\n", "304 ", true),
        arguments(
            "interim",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\nlink: y\r\n\r\n"
                + OK
                + "content-length: 1\r\n\r\na",
            "200 a",
            true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void goodAnswer_isReadWhole(String name, String answer, String expected, boolean kept)
      throws Exception {
    try (var upstream = ScriptedUpstream.closingAfter(answer)) {
      assertThat(call(upstream)).isEqualTo(expected);
    }
    try (var upstream = trickling(answer, kept)) {
      assertThat(call(upstream)).isEqualTo(expected);
      assertThat(pool.connections()).isGreaterThanOrEqualTo(kept ? 1 : 0);
    }
  }

  private static ScriptedUpstream trickling(String answer, boolean kept) throws IOException {
    return new ScriptedUpstream((connection, _) -> {
      connection.head();
      connection.trickle(answer);
      if (kept) {
        connection.head();
      }
    });
  }

  static Stream<Arguments> bad() {
    String end = "\r\n\r\nabc";
    return Stream.of(
        arguments("not HTTP", "SSH-2.0-x\r\n\r\n"),
        arguments("empty line first", "\r\n" + OK + "content-length: 0\r\n\r\n"),
        arguments("version 2", "HTTP/2.0 200 OK\r\ncontent-length: 0\r\n\r\n"),
        arguments("version lower case", "http/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"),
        arguments("status of two digits", "HTTP/1.1 20 OK\r\ncontent-length: 0\r\n\r\n"),
        arguments("status of four digits", "HTTP/1.1 2000 OK\r\ncontent-length: 0\r\n\r\n"),
        arguments("status below 100", "HTTP/1.1 099 OK\r\ncontent-length: 0\r\n\r\n"),
        arguments("status above 599", "HTTP/1.1 600 OK\r\ncontent-length: 0\r\n\r\n"),
        arguments("status not a number", "HTTP/1.1 2x0 OK\r\ncontent-length: 0\r\n\r\n"),
        arguments("NUL in reason", "HTTP/1.1 200 O\0\r\ncontent-length: 0\r\n\r\n"),
        arguments("switching protocols", "HTTP/1.1 101 x\r\nupgrade: y\r\n\r\n"),
        arguments("endless interim", "HTTP/1.1 100 x\r\n\r\n".repeat(9)),
        arguments("both framings", OK + "content-length: 3\r\ntransfer-encoding: chunked" + end),
        arguments("two lengths", OK + "content-length: 3\r\ncontent-length: 3" + end),
        arguments("two lengths in one", OK + "content-length: 3, 3" + end),
        arguments("length not a number", OK + "content-length: 3x" + end),
        arguments("other coding", OK + "transfer-encoding: gzip, chunked" + end),
        arguments("coding in 1.0", "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked" + end),
        arguments("folded", OK + "a: b\r\n c\r\ncontent-length: 3" + end),
        arguments("blank before colon", OK + "content-length : 3" + end),
        arguments("bare LF", OK + "a: b\ncontent-length: 3" + end),
        arguments("bare CR", OK + "a: b\rcontent-length: 3" + end),
        arguments("NUL in value", OK + "a: \0\r\ncontent-length: 3" + end),
        arguments("chunk extension", CHUNKED + "3;x=y\r\nabc\r\n0\r\n\r\n"),
        arguments("chunk too short", CHUNKED + "4\r\nabc\r\n0\r\n\r\n"),
        arguments("chunk too long", CHUNKED + "2\r\nabc\r\n0\r\n\r\n"),
        arguments("chunk size not hex", CHUNKED + "x\r\n"),
        arguments("bad trailer", CHUNKED + "0\r\nx : y\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badAnswer_isRefused_andTheConnectionClosed(String name, String answer) throws Exception {
    try (var upstream =
        new ScriptedUpstream((connection, _) -> {
          connection.head();
          connection.send(answer);
          connection.head();
        })) {
      assertFails(HttpFailure.Kind.MALFORMED, () -> call(upstream));
      Eventually.holds("connection is closed", () -> pool.connections() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab",
        "HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nab",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"
      })
  void answerThatBreaksOff_isNotTakenForWhole(String half) throws Exception {
    try (var upstream = ScriptedUpstream.closingAfter(half)) {
      assertFails(HttpFailure.Kind.DISCONNECTED, () -> call(upstream));
    }
  }

  @Test
  void headTooLarge_isRefused() throws Exception {
    try (var upstream = ScriptedUpstream.closingAfter(OK + "x: " + "y".repeat(40_000))) {
      assertFails(HttpFailure.Kind.TOO_LARGE, () -> call(upstream));
    }
    try (var upstream = ScriptedUpstream.closingAfter(OK + "x: y\r\n".repeat(201) + "\r\n")) {
      assertFails(HttpFailure.Kind.TOO_LARGE, () -> call(upstream));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 1001\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\n3e9\r\n",
        "\r\n"
      })
  void bodyLongerThanTheCallerTakes_isRefused(String framing) throws Exception {
    String answer = OK + framing + "x".repeat(1001) + "\r\n0\r\n\r\n";
    try (var upstream = ScriptedUpstream.closingAfter(answer)) {
      assertFails(HttpFailure.Kind.TOO_LARGE, () -> call(upstream));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n"})
  void headThatDoesNotCome_isNotWaitedFor(String begun) throws Exception {
    try (var upstream = silentAfter(begun)) {
      HttpCall call = get().withTimeouts(SHORT, MINUTE);
      assertFails(HttpFailure.Kind.SILENT, () -> call(upstream, call));
      Eventually.holds("connection is closed", () -> pool.connections() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 2\r\n\r\na",
        "content-length: 1000000\r\n\r\na",
        "transfer-encoding: chunked\r\n\r\n5\r\na",
        "\r\na"
      })
  void bodyThatStops_isNotWaitedFor(String begun) throws Exception {
    try (var upstream = silentAfter(OK + begun)) {
      HttpCall call = get().withTimeouts(MINUTE, SHORT);
      assertFails(HttpFailure.Kind.SILENT, () -> call(upstream, call));
    }
  }

  @Test
  void quietStream_isWaitedFor_ifTheCallSaysForever() throws Exception {
    CountDownLatch quiet = new CountDownLatch(1);
    try (var upstream =
        new ScriptedUpstream((connection, _) -> {
          connection.head();
          connection.send(CHUNKED);
          quiet.await();
          connection.send("1\r\na\r\n0\r\n\r\n");
        })) {
      HttpCall call = get().withTimeouts(HttpCall.FOREVER, HttpCall.FOREVER);
      try (HttpResponse response = pool.send(upstream.destination(), call)) {
        quiet.countDown();
        assertThat(text(response.next().orElseThrow())).isEqualTo("a");
        assertThat(response.next()).isEmpty();
      }
    }
  }

  @Test
  void chunks_areHandedOver_asTheyCome() throws Exception {
    CountDownLatch more = new CountDownLatch(1);
    try (var upstream =
        new ScriptedUpstream((connection, _) -> {
          connection.head();
          connection.send(CHUNKED + "3\r\none\r\n");
          more.await();
          connection.send("3\r\ntwo\r\n0\r\n\r\n");
        })) {
      try (HttpResponse response = pool.send(upstream.destination(), get())) {
        assertThat(text(response.next().orElseThrow())).isEqualTo("one");
        more.countDown();
        assertThat(text(response.next().orElseThrow())).isEqualTo("two");
        assertThat(response.next()).isEmpty();
        assertThat(response.next()).isEmpty();
      }
    }
  }

  @Test
  void interrupt_endsTheWait_andClosesTheConnection() throws Exception {
    for (String begun : new String[] {"", CHUNKED}) {
      try (var upstream = silentAfter(begun)) {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller =
            Thread.startVirtualThread(() -> {
              try {
                call(upstream);
              } catch (IOException | InterruptedException ended) {
                outcome.complete(ended);
              }
            });
        Eventually.holds("call is out", () -> upstream.accepted.get() == 1);
        Eventually.waits(caller);
        caller.interrupt();
        assertThat(outcome.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
        Eventually.holds("server sees the end", () -> upstream.ended.get() == 1);
      }
    }
  }

  @Test
  void answerClosedInTheMiddle_closesTheConnection() throws Exception {
    try (var upstream = silentAfter(CHUNKED + "3\r\nabc\r\n")) {
      HttpResponse response = pool.send(upstream.destination(), get());
      response.close();
      Eventually.holds("server sees the end", () -> upstream.ended.get() == 1);
      Eventually.holds("pool has forgotten it", () -> pool.connections() == 0);
    }
  }

  @Test
  void slowCaller_slowsTheServer_andLosesNothing() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<Thread> server = new CompletableFuture<>();
    String block = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (var upstream =
        new ScriptedUpstream((connection, _) -> {
          connection.head();
          server.complete(Thread.currentThread());
          connection.send(CHUNKED);
          for (int i = 0; i < 500; i++) {
            connection.send(block);
            sent.incrementAndGet();
          }
          connection.send("0\r\n\r\n");
        })) {
      try (HttpResponse response = pool.send(upstream.destination(), get())) {
        Eventually.waits(server.get(1, TimeUnit.MINUTES));
        assertThat(sent.get()).isLessThan(500);
        assertThat(response.body(Integer.MAX_VALUE)).hasSize(500 * 0x10000);
      }
      assertThat(sent).hasValue(500);
    }
  }

  @Test
  void answerBeforeTheRequestIsSent_isRead_andTheConnectionNotKept() throws Exception {
    try (var upstream =
        new ScriptedUpstream((connection, _) -> {
          connection.head();
          connection.send("HTTP/1.1 413 x\r\ncontent-length: 2\r\n\r\nno");
          connection.all();
        })) {
      HttpCall call = HttpCall.of("POST", "/", HttpFields.empty(), new byte[50_000_000]);
      assertThat(call(upstream, call)).isEqualTo("413 no");
      Eventually.holds("connection is closed", () -> pool.connections() == 0);
    }
  }

  @Test
  void answerToHead_hasNoBody_whateverItsLength() throws Exception {
    try (var upstream = ScriptedUpstream.answering(OK + "content-length: 50\r\n\r\n")) {
      HttpCall head = HttpCall.of("HEAD", "/", HttpFields.empty(), new byte[0]);
      assertThat(call(upstream, head)).isEqualTo("200 ");
      assertThat(call(upstream, head)).isEqualTo("200 ");
      assertThat(upstream.accepted).hasValue(1);
    }
  }

  private static ScriptedUpstream silentAfter(String begun) throws IOException {
    return new ScriptedUpstream((connection, _) -> {
      connection.head();
      connection.send(begun);
      connection.head();
    });
  }

  private static void assertFails(
      HttpFailure.Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HttpFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  private String call(ScriptedUpstream upstream) throws IOException, InterruptedException {
    return call(upstream, get());
  }

  private String call(ScriptedUpstream upstream, HttpCall call)
      throws IOException, InterruptedException {
    try (HttpResponse response = pool.send(upstream.destination(), call)) {
      return response.status() + " " + text(response.body(response.status() == 200 ? 1000 : 10));
    }
  }

  private static HttpCall get() {
    return HttpCall.of("GET", "/", HttpFields.empty(), new byte[0]);
  }
}
