package io.portreeve.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TunnelTest {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration NEVER = Duration.ofHours(1);

  private Joined client;
  private Joined server;

  @BeforeEach
  void connect() throws IOException {
    client = Joined.open();
    server = Joined.open();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void whatOneSideSays_reachesTheOther_andAnAnswerComesBack_afterItHasSaidAll() throws Exception {
    FutureTask<Boolean> unused = tunnel(NEVER);
    say(client, "question");
    assertThat(heard(server)).isEqualTo("question");
    say(server, "answer");
    assertThat(heard(client)).isEqualTo("answer");
    assertThat(unused.get()).isFalse();
  }

  @Test
  void sideThatIsGone_endsTheTunnel_thoughTheOtherFloods() throws Exception {
    FutureTask<Boolean> unused = tunnel(NEVER);
    flood(server);
    client.far().close();
    assertThat(unused.get()).isFalse();
  }

  @Test
  void nobodyWhoSaysAWord_endsTheTunnel() throws Exception {
    assertThat(tunnel(SOON).get()).isTrue();
  }

  @Test
  void clientThatHasSaidAll_andReadsNothing_endsTheTunnel_thoughTheServerFloods() throws Exception {
    client.far().shutdownOutput();
    flood(server);
    FutureTask<Boolean> unused = tunnel(SOON);
    Eventually.holds("the tunnel ends", unused::isDone);
    assertThat(unused.resultNow()).isTrue();
  }

  @Test
  void sidesThatBothFlood_andNeitherReads_endTheTunnel() {
    flood(client);
    flood(server);
    FutureTask<Boolean> unused = tunnel(SOON);
    Eventually.holds("the tunnel ends", unused::isDone);
    assertThat(unused.resultNow()).isTrue();
  }

  private FutureTask<Boolean> tunnel(Duration idle) {
    FutureTask<Boolean> unused =
        new FutureTask<>(() -> Tunnel.between(client.near(), server.near(), idle));
    Thread.ofVirtual().start(unused);
    return unused;
  }

  private static void say(Joined side, String all) throws IOException {
    side.far().getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
    side.far().shutdownOutput();
  }

  private static String heard(Joined side) throws IOException {
    return new String(side.far().getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  /** Until nobody is there any more. */
  private static void flood(Joined side) {
    Thread.ofVirtual().start(new FutureTask<>(() -> pour(side.far())));
  }

  private static Object pour(Socket into) throws IOException {
    byte[] portion = new byte[64 * 1024];
    while (true) {
      into.getOutputStream().write(portion);
    }
  }

  /** The two ends of a connection: the tunnel's, and the other. */
  private record Joined(Socket near, Socket far) {
    static Joined open() throws IOException {
      try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Socket far = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
        return new Joined(listener.accept(), far);
      }
    }

    void close() throws IOException {
      near.close();
      far.close();
    }
  }
}
