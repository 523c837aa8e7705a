package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.client.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Buffers are counted one by one: after the last connection has ended, none is left, whatever
 * happened on the way.
 */
class LeakTest {
  private static final ListenerOptions OPTIONS =
      ListenerOptions.defaults().withMaxHeader(1000, 20).withMaxBody(100_000, 100_000_000);

  private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
  private final HttpEngine engine = HttpEngine.start(2, buffers);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());

  @Test
  void tenThousandCalls_leaveNoBuffer() throws Exception {
    try (HttpListener listener = listen()) {
      Thread[] callers = new Thread[8];
      for (int i = 0; i < callers.length; i++) {
        int seed = i;
        callers[i] = Thread.startVirtualThread(() -> call(listener, new Random(seed), 1250));
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(pool.connections()).isBetween(1, 8);
    }
    assertNothingLeft();
  }

  private void call(HttpListener listener, Random random, int times) {
    Destination there =
        new Destination("127.0.0.1", listener.address().getPort(), Optional.empty(), "");
    for (int i = 0; i < times; i++) {
      String path = random.nextBoolean() ? "/whole" : "/stream";
      byte[] body = new byte[random.nextInt(50) == 0 ? 90_000 : random.nextInt(300)];
      HttpCall call = HttpCall.of("POST", path, HttpFields.empty(), body);
      try (HttpResponse response = pool.send(there, call)) {
        if (response.body(100_000).length != body.length) {
          throw new AssertionError("body cut");
        }
      } catch (IOException | InterruptedException failed) {
        throw new AssertionError(failed);
      }
    }
  }

  /** Ways in which a connection can end before its time. */
  enum Mishap {
    REFUSED("GET / HTTP/1.1\r\n\r\n"),
    REFUSED_IN_BODY("POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz"),
    LEFT_IN_HEAD("POST / HT"),
    LEFT_IN_BODY("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5000\r\n\r\nabc"),
    LEFT_BEFORE_REPLY("POST /stream HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc"),
    PIPELINED("POST /fail HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n".repeat(3) + "GET"),
    HANDLER_FAILED("POST /fail HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\nx");

    private final String wire;

    Mishap(String wire) {
      this.wire = wire;
    }
  }

  @ParameterizedTest
  @EnumSource(Mishap.class)
  void mishap_leavesNoBuffer(Mishap mishap) throws Exception {
    try (HttpListener listener = listen()) {
      for (int i = 0; i < 100; i++) {
        try (RawClient client = new RawClient(listener.address())) {
          client.send(mishap.wire);
          if (i % 2 == 0) {
            client.socket().shutdownOutput();
            client.all();
          }
        }
      }
      Eventually.holds("all have ended", () -> listener.connections() == 0);
    }
    assertNothingLeft();
  }

  @Test
  void brokenAnswers_leaveNoBuffer() throws Exception {
    for (String answer :
        new String[] {
          "",
          "H",
          "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc",
          "nonsense\r\n\r\n",
          ScriptedUpstream.OK + "surplus",
          ScriptedUpstream.OK
        }) {
      try (var upstream = ScriptedUpstream.closingAfter(answer)) {
        for (int i = 0; i < 50; i++) {
          callQuietly(upstream.destination());
        }
      }
    }
    assertNothingLeft();
  }

  private void callQuietly(Destination destination) throws InterruptedException {
    HttpCall call = HttpCall.of("POST", "/", HttpFields.empty(), bytes("x"));
    try (HttpResponse response = pool.send(destination, call)) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body(10)).isNotNull();
    } catch (HttpFailure expected) {
      assertThat(expected.kind()).isNotNull();
    }
  }

  private HttpListener listen() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return HttpListener.start(engine, any, OPTIONS, LeakTest::handle, new Silent());
  }

  private static void handle(HttpRequest request, HttpReply reply) throws Exception {
    switch (request.path()) {
      case "/whole" -> reply.send(200, HttpFields.empty(), request.body());
      case "/stream" -> {
        try (HttpStream out = reply.stream(200, HttpFields.empty())) {
          out.write(request.body());
        }
      }
      default -> throw new IllegalStateException();
    }
  }

  private void assertNothingLeft() {
    pool.close();
    engine.close();
    assertThat(buffers.metric().usedDirectMemory()).isZero();
    assertThat(buffers.metric().usedHeapMemory()).isZero();
  }

  private static final class Silent implements HttpRefusals {
    @Override
    public void refused(Refusal refusal, Peer peer) {}

    @Override
    public void failed(Throwable cause, Peer peer) {}
  }
}
