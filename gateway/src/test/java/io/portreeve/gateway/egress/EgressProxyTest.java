package io.portreeve.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EgressProxyTest {
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final Queue<IOException> broken = new ConcurrentLinkedQueue<>();
  private ServerSocket server;

  @BeforeEach
  void startServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::echo);
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void grantedDestination_isReached() throws Exception {
    try (EgressProxy proxy = proxy(here(), "127.0.0.1")) {
      assertThat(through(proxy, here(), password(proxy))).isEqualTo("200 echo");
    }
  }

  @Test
  void otherDestination_isRefused_andTold() throws Exception {
    try (EgressProxy proxy = proxy("files.example.com:443", "127.0.0.1")) {
      assertThat(through(proxy, here(), password(proxy))).isEqualTo("403");
      assertThat(refusals).anyMatch(line -> line.contains(here()));
    }
  }

  @Test
  void otherPortOfAGrantedHost_isRefused() throws Exception {
    try (EgressProxy proxy = proxy("127.0.0.1:1", "127.0.0.1")) {
      assertThat(through(proxy, here(), password(proxy))).isEqualTo("403");
    }
  }

  @Test
  void whoDoesNotKnowThePassword_isRefused() throws Exception {
    try (EgressProxy proxy = proxy(here(), "127.0.0.1")) {
      assertThat(through(proxy, here(), "")).isEqualTo("407");
      assertThat(through(proxy, here(), "Basic " + encoded("portreeve:guess"))).isEqualTo("407");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "169.254.169.254",
        "169.254.1.1",
        "100.100.100.200",
        "168.63.129.16",
        "fd00:ec2::254",
        "::1",
        "fe80::1",
        "fec0::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "224.0.0.1",
        "::",
        "ff02::1"
      })
  void grantedName_thatLeadsBackToThisMachine_isRefused(String address) throws Exception {
    String granted = "files.example.com:" + server.getLocalPort();
    try (EgressProxy proxy = proxy(granted, address)) {
      assertThat(through(proxy, granted, password(proxy))).isEqualTo("502");
    }
  }

  /** What listens there takes whoever comes from this machine for one of its own. */
  @Test
  void everyAddressOfThisMachine_isReachedAsItWasGranted_andUnderNoName() throws Exception {
    server.close();
    server = new ServerSocket(0);
    Thread.ofVirtual().start(this::echo);
    String name = "files.example.com:" + server.getLocalPort();
    for (InetAddress own : ownAddresses()) {
      try (EgressProxy proxy = proxy(name, own.getHostAddress())) {
        assertThat(through(proxy, name, password(proxy))).as(own.toString()).isEqualTo("502");
      }
      String granted = own.getHostAddress() + ":" + server.getLocalPort();
      try (EgressProxy proxy = proxy(granted, own.getHostAddress())) {
        assertThat(through(proxy, granted, password(proxy))).isEqualTo("200 echo");
      }
    }
    assertThat(refusals).allMatch(line -> line.contains("if it should, grant the address instead"));
  }

  private static List<InetAddress> ownAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "127.1", "2130706433", "0177.0.0.1"})
  void grantedNumber_thatOnlySomeTakeForAnAddress_leadsNowhere(String number) throws Exception {
    String granted = number + ":" + server.getLocalPort();
    try (EgressProxy proxy = proxy(granted, "127.0.0.1")) {
      assertThat(through(proxy, granted, password(proxy))).isEqualTo("502");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1", "CONNECT", "CONNECT a b c", "CONNECT x:0 HTTP/1.1"})
  void whatIsNoConnect_isRefused(String line) throws Exception {
    try (EgressProxy proxy = proxy(here(), "127.0.0.1");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      send(socket, line + "\r\n\r\n");
      assertThat(read(socket.getInputStream())).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void moreConnectionsThanItMayHave_areRefused_andTold_untilOneEnds() throws Exception {
    try (EgressProxy proxy = proxy(1, Duration.ofMinutes(5));
        Socket held = opened(proxy)) {
      assertThat(read12(held)).isEqualTo("HTTP/1.1 200");
      assertThat(through(proxy, here(), password(proxy))).isEqualTo("503");
      assertThat(refusals).contains("more connections at once than it may have");
      held.shutdownOutput();
      Eventually.holds("the place is free", () -> isReached(proxy));
    }
  }

  @Test
  void oneCallersProgram_leavesPlacesToThoseOfOthers() throws Exception {
    try (EgressProxy proxy = proxy(4, Duration.ofMinutes(5));
        Socket first = opened(proxy);
        Socket second = opened(proxy);
        Socket third = opened(proxy)) {
      for (Socket held : List.of(first, second, third)) {
        assertThat(read12(held)).isEqualTo("HTTP/1.1 200");
      }
      assertThat(through(proxy, here(), password(proxy))).isEqualTo("503");
      assertThat(refusals).contains("more connections at once than one caller's may have");
      try (Socket others = opened(proxy, password(proxy, "bob"))) {
        assertThat(read12(others)).isEqualTo("HTTP/1.1 200");
      }
    }
  }

  @Test
  void programOfOneCaller_cannotComeAsAnothers() throws Exception {
    try (EgressProxy proxy = proxy(here(), "127.0.0.1")) {
      String bob = URI.create(proxy.url("bob")).getUserInfo().split(":", 2)[0];
      String password = URI.create(proxy.url("ann")).getUserInfo().split(":", 2)[1];
      assertThat(through(proxy, here(), "Basic " + encoded(bob + ":" + password))).isEqualTo("407");
      assertThat(through(proxy, here(), "Basic =")).isEqualTo("407");
    }
  }

  @Test
  void hostThatCannotBeDialled_isAnsweredSo_andTold() throws Exception {
    String gone = here();
    server.close();
    try (EgressProxy proxy = proxy(gone, "127.0.0.1")) {
      Eventually.holds("nobody listens there", () -> !listens(server.getLocalPort()));
      assertThat(through(proxy, gone, password(proxy))).isEqualTo("502");
      assertThat(refusals).anyMatch(line -> line.startsWith(gone + ": "));
    }
  }

  @Test
  void closedProxy_endsWhatIsConnected_andTellsNothingOfIt() throws Exception {
    EgressProxy proxy = proxy(4, Duration.ofMinutes(5));
    try (Socket held = opened(proxy)) {
      assertThat(read12(held)).isEqualTo("HTTP/1.1 200");
      proxy.close();
      assertThat(read(held.getInputStream())).isEqualTo(" Connection established\r\n\r\n");
      assertThat(refusals).isEmpty();
    }
  }

  @Test
  void connectionThatNobodyUses_isEnded_andTold() throws Exception {
    try (EgressProxy proxy = proxy(1, Duration.ofMillis(50));
        Socket unused = opened(proxy)) {
      assertThat(read(unused.getInputStream())).startsWith("HTTP/1.1 200");
      Eventually.holds(
          "it is told",
          () -> refusals.contains("a connection to " + here() + " was ended: nobody used it"));
    }
  }

  private boolean isReached(EgressProxy proxy) {
    try {
      return through(proxy, here(), password(proxy)).startsWith("200");
    } catch (IOException refused) {
      return false;
    }
  }

  private EgressProxy proxy(int most, Duration idle) throws IOException {
    return EgressProxy.open(
        Set.of(Destination.read(here()).orElseThrow()),
        _ -> List.of(InetAddress.getLoopbackAddress()),
        refusals::add,
        new Limits(most, 8, Duration.ofMinutes(1), idle));
  }

  private Socket opened(EgressProxy proxy) throws IOException {
    return opened(proxy, password(proxy));
  }

  private Socket opened(EgressProxy proxy, String password) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    String credentials = "\r\nProxy-Authorization: " + password;
    send(socket, "CONNECT " + here() + " HTTP/1.1" + credentials + "\r\n\r\n");
    return socket;
  }

  private static String read12(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  @Test
  void closedProxy_isNotThere() throws Exception {
    EgressProxy proxy = proxy(here(), "127.0.0.1");
    int port = proxy.port();
    assertThat(listens(port)).isTrue();
    proxy.close();
    // A program that is just being started may hold a copy of the socket for a moment.
    Eventually.holds("nobody listens any more", () -> !listens(port));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private EgressProxy proxy(String granted, String address) throws IOException {
    return EgressProxy.open(
        Set.of(Destination.read(granted).orElseThrow()),
        _ -> List.of(InetAddress.getByName(address)),
        refusals::add);
  }

  private String through(EgressProxy proxy, String destination, String credentials)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      send(
          socket,
          "CONNECT "
              + destination
              + " HTTP/1.1\r\nProxy-Authorization: "
              + credentials
              + "\r\n\r\n");
      InputStream in = socket.getInputStream();
      String status = new String(in.readNBytes(12), StandardCharsets.US_ASCII).substring(9);
      if (!status.equals("200")) {
        return status;
      }
      send(socket, "echo");
      socket.shutdownOutput();
      String rest = read(in);
      return status + " " + rest.substring(rest.indexOf("\r\n\r\n") + 4);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static String password(EgressProxy proxy) {
    return password(proxy, "ann");
  }

  private static String password(EgressProxy proxy, String whose) {
    return "Basic " + encoded(URI.create(proxy.url(whose)).getUserInfo());
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String here() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void echo() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().transferTo(socket.getOutputStream());
      } catch (IOException closedOrGone) {
        broken.add(closedOrGone);
      }
    }
  }
}
