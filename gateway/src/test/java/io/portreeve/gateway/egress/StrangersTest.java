package io.portreeve.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What programs without the password can do to the one that has it. */
@Timeout(120)
class StrangersTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final List<Socket> strangers = new ArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void end() throws IOException {
    for (Socket stranger : strangers) {
      stranger.close();
    }
    server.close();
  }

  @Test
  void silentStrangers_takeNoPlaceOfTheProgram() throws Exception {
    try (EgressProxy proxy = proxy(new Limits(1, 8, LONG, LONG))) {
      come(proxy, 4);
      assertThat(programIsAnswered(proxy)).isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void moreStrangersThanAreWaitedFor_giveWay_toWhoComesLast() throws Exception {
    try (EgressProxy proxy = proxy(new Limits(1, 2, LONG, LONG))) {
      come(proxy, 8);
      assertThat(programIsAnswered(proxy)).isEqualTo("HTTP/1.1 200");
      Eventually.holds(
          "all but the last are ended",
          () -> strangers.subList(0, 7).stream().allMatch(StrangersTest::isEnded));
      assertThat(isEnded(strangers.getLast())).isFalse();
    }
  }

  @Test
  void strangerThatSpeaksSlowly_isEnded_atOneMoment_howeverOftenItSpeaks() throws Exception {
    try (EgressProxy proxy = proxy(new Limits(1, 2, SHORT, LONG))) {
      come(proxy, 1);
      Eventually.holds("it is ended", () -> saysOneMore(strangers.getFirst()));
      assertThat(told).containsExactly("no whole request in time");
    }
  }

  @Test
  void strangers_areTold_whenTheirNumberHasDoubled() throws Exception {
    try (EgressProxy proxy = proxy(new Limits(1, 2, LONG, LONG))) {
      for (int number = 1; number <= 9; number++) {
        assertThat(answer(proxy, "Basic guess")).isEqualTo("HTTP/1.1 407");
      }
    }
    assertThat(told)
        .containsExactly(
            "no password",
            "no password: 2 without a password so far",
            "no password: 4 without a password so far",
            "no password: 8 without a password so far");
  }

  private EgressProxy proxy(Limits limits) throws IOException {
    return EgressProxy.open(
        Set.of(Destination.read(here()).orElseThrow()),
        _ -> List.of(InetAddress.getLoopbackAddress()),
        told::add,
        limits);
  }

  private String here() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** One after the other, so that the last is the last to be accepted. */
  private void come(EgressProxy proxy, int number) throws IOException {
    for (int each = 0; each < number; each++) {
      strangers.add(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
    }
  }

  private String programIsAnswered(EgressProxy proxy) throws IOException {
    String user = URI.create(proxy.url("ann")).getUserInfo();
    byte[] plain = user.getBytes(StandardCharsets.UTF_8);
    return answer(proxy, "Basic " + Base64.getEncoder().encodeToString(plain));
  }

  private String answer(EgressProxy proxy, String credentials) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      String head = "CONNECT " + here() + " HTTP/1.1\r\nProxy-Authorization: " + credentials;
      socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes(12);
      return new String(status, StandardCharsets.US_ASCII);
    }
  }

  /** Whether it cannot, since it is ended. */
  private static boolean saysOneMore(Socket stranger) {
    try {
      stranger.getOutputStream().write('x');
      return isEnded(stranger);
    } catch (IOException ended) {
      return true;
    }
  }

  /** Whether the proxy has ended it, after an answer or without. */
  private static boolean isEnded(Socket stranger) {
    try {
      stranger.setSoTimeout(1);
      stranger.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException ended) {
      return true;
    }
  }
}
