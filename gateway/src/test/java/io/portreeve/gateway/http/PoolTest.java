package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.EverLonger;
import io.portreeve.testkit.server.ReservedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connection a call goes out on, and how often. */
class PoolTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(150);

  private final HttpEngine engine = HttpEngine.start(2);
  private HttpPool pool = open(PoolOptions.defaults());

  @AfterEach
  void close() {
    pool.close();
    engine.close();
  }

  @Test
  void call_goesOutAsSaid_withTheDestinationAsHost() throws Exception {
    try (var upstream = ScriptedUpstream.answering(ScriptedUpstream.OK)) {
      HttpFields fields = HttpFields.of("X-One", "1");
      call(upstream.destination(), HttpCall.of("POST", "/a?b", fields, new byte[] {'x', 'y'}));
      call(upstream.destination(), get());
      call(upstream.destination(), HttpCall.of("POST", "/", HttpFields.empty(), new byte[0]));

      String host = "host: 127.0.0.1:" + upstream.destination().port() + "\r\n";
      assertThat(upstream.requests)
          .containsExactly(
              "POST /a?b HTTP/1.1\r\n" + host + "x-one: 1\r\ncontent-length: 2\r\n\r\nxy",
              "GET / HTTP/1.1\r\n" + host + "\r\n",
              "POST / HTTP/1.1\r\n" + host + "content-length: 0\r\n\r\n");
      assertThat(upstream.accepted).hasValue(1);
    }
  }

  @Test
  void callThatFramesItself_isRefused_beforeAnythingIsSent() throws Exception {
    try (var upstream = ScriptedUpstream.answering(ScriptedUpstream.OK)) {
      for (String name : List.of("Host", "content-length", "Transfer-Encoding", "connection")) {
        HttpCall call = HttpCall.of("GET", "/", HttpFields.of(name, "x"), new byte[0]);
        assertThatThrownBy(() -> call(upstream.destination(), call))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(upstream.accepted).hasValue(0);
      assertThat(pool.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "//\n", "/ b", "/%", "/\u00e9", "http://a/", "*", "/a#b"})
  void targetThatIsNoPath_cannotBeCalled(String target) {
    assertThatThrownBy(() -> HttpCall.of("GET", target, HttpFields.empty(), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherPoolKey_hasConnectionsOfItsOwn() throws Exception {
    try (var upstream = ScriptedUpstream.answering(ScriptedUpstream.OK)) {
      Destination shared = upstream.destination();
      for (int i = 0; i < 3; i++) {
        call(shared.as("alice"), get());
        call(shared.as("bob"), get());
      }
      assertThat(upstream.accepted).hasValue(2);
    }
  }

  @Test
  void callBeyondTheLimit_waitsForAConnection() throws Exception {
    pool = open(PoolOptions.defaults().withMaxConnections(1, 10));
    CountDownLatch answer = new CountDownLatch(1);
    try (var upstream = answeringTwice(answer)) {
      var first = inBackground(upstream.destination());
      Eventually.holds("first is out", () -> upstream.accepted.get() == 1);
      var second = inBackground(upstream.destination());
      Eventually.waits(second.thread);
      answer.countDown();

      assertThat(first.result.get(1, TimeUnit.MINUTES)).isEqualTo("ok");
      assertThat(second.result.get(1, TimeUnit.MINUTES)).isEqualTo("ok");
      assertThat(upstream.accepted).hasValue(1);
    }
  }

  @Test
  void callBeyondTheLimit_givesUpInTime() throws Exception {
    EverLonger.untilInTime(this::callBeyondTheLimitGivesUp);
  }

  private boolean callBeyondTheLimitGivesUp(Duration limit) throws Exception {
    pool =
        open(PoolOptions.defaults().withMaxConnections(1, 10).withTimeouts(MINUTE, MINUTE, limit));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (var upstream =
        new ScriptedUpstream((connection, _) -> {
          connection.head();
          asked.countDown();
          never.await();
        })) {
      var first = inBackground(upstream.destination());
      Eventually.holds(
          "first is out, or was too late", () -> asked.getCount() == 0 || first.result.isDone());
      if (first.result.isDone()) {
        return false;
      }
      assertFails(upstream.destination(), get(), HttpFailure.Kind.EXHAUSTED);
      first.thread.interrupt();
      assertThatThrownBy(() -> first.result.get(1, TimeUnit.MINUTES))
          .hasCauseInstanceOf(InterruptedException.class);
      never.countDown();
      return true;
    }
  }

  @Test
  void waitingCall_canBeInterrupted_andTakesNothingWithIt() throws Exception {
    pool = open(PoolOptions.defaults().withMaxConnections(1, 10));
    CountDownLatch answer = new CountDownLatch(1);
    try (var upstream = answeringTwice(answer)) {
      var first = inBackground(upstream.destination());
      Eventually.holds("first is out", () -> upstream.accepted.get() == 1);
      var second = inBackground(upstream.destination());
      Eventually.waits(second.thread);
      second.thread.interrupt();
      assertThatThrownBy(() -> second.result.get(1, TimeUnit.MINUTES))
          .hasCauseInstanceOf(InterruptedException.class);
      answer.countDown();
      assertThat(first.result.get(1, TimeUnit.MINUTES)).isEqualTo("ok");
      assertThat(call(upstream.destination(), get())).isEqualTo("ok");
    }
  }

  @Test
  void unusedConnection_makesRoom_forAnotherDestination() throws Exception {
    pool = open(PoolOptions.defaults().withMaxConnections(2, 2));
    try (var upstream = ScriptedUpstream.answering(ScriptedUpstream.OK)) {
      for (int i = 0; i < 5; i++) {
        assertThat(call(upstream.destination().as("key " + i), get())).isEqualTo("ok");
      }
      assertThat(upstream.accepted).hasValue(5);
      assertThat(pool.connections()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void oldConnection_takesNoFurtherCall() throws Exception {
    pool = open(PoolOptions.defaults().withTimeouts(Duration.ofNanos(1), MINUTE, MINUTE));
    try (var upstream = ScriptedUpstream.answering(ScriptedUpstream.OK)) {
      for (int i = 0; i < 3; i++) {
        assertThat(call(upstream.destination(), get())).isEqualTo("ok");
      }
      assertThat(upstream.accepted).hasValue(3);
      Eventually.holds("all are closed", () -> pool.connections() == 0);
    }
  }

  @Test
  void idleConnection_isClosed() throws Exception {
    pool = open(PoolOptions.defaults().withTimeouts(MINUTE, SHORT, MINUTE));
    try (var upstream = ScriptedUpstream.answering(ScriptedUpstream.OK)) {
      call(upstream.destination(), get());
      Eventually.holds("server sees the end", () -> upstream.ended.get() == 1);
      Eventually.holds("pool has forgotten it", () -> pool.connections() == 0);
    }
  }

  @Test
  void connectionTheServerClosed_isNotUsedAgain() throws Exception {
    try (var upstream = ScriptedUpstream.closingAfter(ScriptedUpstream.OK)) {
      for (int i = 0; i < 10; i++) {
        assertThat(call(upstream.destination(), get().asReplayable())).isEqualTo("ok");
      }
      assertThat(upstream.requests).hasSize(10);
    }
  }

  /** The kept connection takes a second request and closes without a byte. */
  private static ScriptedUpstream forgetful(String lastWords) throws IOException {
    ScriptedUpstream[] self = new ScriptedUpstream[1];
    self[0] =
        new ScriptedUpstream((connection, number) -> {
          self[0].request(connection);
          connection.send(ScriptedUpstream.OK);
          self[0].request(connection);
          connection.send(number == 0 ? lastWords : ScriptedUpstream.OK);
        });
    return self[0];
  }

  @Test
  void callThatMayNotBeRepeated_isSentOnce_evenIfTheServerForgetsIt() throws Exception {
    try (var upstream = forgetful("")) {
      call(upstream.destination(), get());
      assertFails(upstream.destination(), get(), HttpFailure.Kind.DISCONNECTED);
      assertThat(upstream.requests).hasSize(2);
    }
  }

  @Test
  void callThatMayBeRepeated_isSentAgain_ifTheServerForgotIt() throws Exception {
    try (var upstream = forgetful("")) {
      call(upstream.destination(), get().asReplayable());
      assertThat(call(upstream.destination(), get().asReplayable())).isEqualTo("ok");
      assertThat(upstream.requests).hasSize(3);
      assertThat(upstream.accepted).hasValue(2);
    }
  }

  @Test
  void callThatMayBeRepeated_isSentOnce_ifAByteOfAnAnswerCame() throws Exception {
    try (var upstream = forgetful("H")) {
      call(upstream.destination(), get().asReplayable());
      assertFails(upstream.destination(), get().asReplayable(), HttpFailure.Kind.DISCONNECTED);
      assertThat(upstream.requests).hasSize(2);
    }
  }

  @Test
  void serverThatHangsUpAtOnce_isAFailureOfTheCall_howeverTheRaceEnds() throws Exception {
    Thread hangingUp;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      hangingUp = Thread.startVirtualThread(() -> hangUp(server));
      var destination = new Destination("127.0.0.1", server.getLocalPort(), Optional.empty(), "");
      for (int i = 0; i < 500; i++) {
        assertThatThrownBy(() -> call(destination, get())).isInstanceOf(HttpFailure.class);
      }
    }
    hangingUp.join();
    Eventually.holds("no connection is left", () -> pool.connections() == 0);
  }

  private static void hangUp(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setSoLinger(true, 0); // a reset, which may overtake the opening
        socket.close();
      }
    } catch (IOException closed) {
      assertThat(server.isClosed()).isTrue();
    }
  }

  @Test
  void callOnAFreshConnection_isNeverRepeated() throws Exception {
    try (var upstream = ScriptedUpstream.closingAfter("")) {
      assertFails(upstream.destination(), get().asReplayable(), HttpFailure.Kind.DISCONNECTED);
      assertThat(upstream.requests).hasSize(1);
    }
  }

  @Test
  void surplusBytes_areNobodysAnswer() throws Exception {
    String two = ScriptedUpstream.OK + "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison";
    try (var upstream = ScriptedUpstream.answering(two)) {
      for (int i = 0; i < 5; i++) {
        assertThat(call(upstream.destination(), get())).isEqualTo("ok");
      }
      assertThat(upstream.accepted).hasValue(5);
    }
  }

  @Test
  void bytesOutsideOfACall_closeTheConnection() throws Exception {
    CountDownLatch poison = new CountDownLatch(1);
    try (var upstream =
        new ScriptedUpstream((connection, _) -> {
          connection.head();
          connection.send(ScriptedUpstream.OK);
          poison.await();
          connection.send("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison");
          connection.head();
        })) {
      call(upstream.destination(), get());
      assertThat(pool.connections()).isEqualTo(1);
      poison.countDown();
      Eventually.holds("connection is gone", () -> pool.connections() == 0);
    }
  }

  @Test
  void host_isDialledAtTheAddressesResolved_inTheirOrder() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    AddressResolver resolver =
        host -> {
          asked.add(host);
          // Nobody listens at the first; the second is the loopback address in other words.
          return List.of(InetAddress.ofLiteral("127.0.0.99"), InetAddress.ofLiteral("127.0.0.1"));
        };
    pool = HttpPool.open(engine, PoolOptions.defaults(), resolver);
    try (var upstream = ScriptedUpstream.answering(ScriptedUpstream.OK)) {
      int port = upstream.destination().port();
      var named = new Destination("Tools.Example", port, java.util.Optional.empty(), "");
      assertThat(call(named, get())).isEqualTo("ok");
      assertThat(upstream.requests.getFirst()).contains("host: tools.example:" + port + "\r\n");
    }
    assertThat(asked).containsExactly("tools.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "0x7f.1", "2130706433"})
  void resolverThatRefuses_cannotBeGoneAround(String host) throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    pool =
        HttpPool.open(
            engine,
            PoolOptions.defaults(),
            wanted -> {
              asked.add(wanted);
              throw new AddressRefused("not allowed");
            });
    try (var upstream = ScriptedUpstream.answering(ScriptedUpstream.OK)) {
      int port = upstream.destination().port();
      var destination = new Destination(host, port, java.util.Optional.empty(), "");
      assertFails(destination, get(), HttpFailure.Kind.REFUSED);
      assertThat(asked).containsExactly(host);
      assertThat(upstream.accepted).hasValue(0);
    }
    assertThat(pool.connections()).isZero();
  }

  @Test
  void noListener_isUnreachable() throws Exception {
    try (ReservedPort nobody = new ReservedPort()) {
      int port = nobody.address().getPort();
      Destination gone = new Destination("127.0.0.1", port, Optional.empty(), "");
      assertFails(gone, get(), HttpFailure.Kind.UNREACHABLE);
    }
    assertThat(pool.connections()).isZero();
  }

  @Test
  void closedPool_refusesCalls_andEndsThoseUnderWay() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (var upstream = new ScriptedUpstream((_, _) -> never.await())) {
      var call = inBackground(upstream.destination());
      Eventually.holds("call is out", () -> upstream.accepted.get() == 1);
      Eventually.waits(call.thread);
      pool.close();
      assertThatThrownBy(() -> call.result.get(1, TimeUnit.MINUTES))
          .hasCauseInstanceOf(HttpFailure.class);
      assertFails(upstream.destination(), get(), HttpFailure.Kind.CLOSED);
      never.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(HttpFailure.Kind.class)
  void failure_saysWhat_inFixedWords(HttpFailure.Kind kind) {
    assertThat(new HttpFailure(kind, new IOException("secret")).getMessage())
        .isNotBlank()
        .doesNotContain("secret");
  }

  /** Answers two calls of one connection, neither before it may. */
  private static ScriptedUpstream answeringTwice(CountDownLatch may) throws IOException {
    return new ScriptedUpstream((connection, _) -> {
      for (int i = 0; i < 2; i++) {
        connection.head();
        may.await();
        connection.send(ScriptedUpstream.OK);
      }
    });
  }

  private record Background(Thread thread, CompletableFuture<String> result) {}

  private Background inBackground(Destination destination) {
    CompletableFuture<String> result = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(() -> {
          try {
            result.complete(call(destination, get()));
          } catch (IOException | InterruptedException failed) {
            result.completeExceptionally(failed);
          }
        });
    return new Background(thread, result);
  }

  private void assertFails(Destination destination, HttpCall call, HttpFailure.Kind kind) {
    assertThatThrownBy(() -> call(destination, call))
        .isInstanceOfSatisfying(
            HttpFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  private String call(Destination destination, HttpCall call)
      throws IOException, InterruptedException {
    try (HttpResponse response = pool.send(destination, call)) {
      return text(response.body(1000));
    }
  }

  private static HttpCall get() {
    return HttpCall.of("GET", "/", HttpFields.empty(), new byte[0]);
  }

  private HttpPool open(PoolOptions options) {
    return HttpPool.open(engine, options, AddressResolver.system());
  }
}
