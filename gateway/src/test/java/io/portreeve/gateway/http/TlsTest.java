package io.portreeve.gateway.http;

import static io.portreeve.gateway.http.Loopback.bytes;
import static io.portreeve.gateway.http.Loopback.text;
import static io.portreeve.gateway.http.TlsServer.ClientCertificate.NONE;
import static io.portreeve.gateway.http.TlsServer.ClientCertificate.OPTIONAL;
import static io.portreeve.gateway.http.TlsServer.ClientCertificate.REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.client.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends with TLS between them: who proves what to whom. */
class TlsTest {
  private static final HttpCall GET = HttpCall.of("GET", "/", HttpFields.empty(), new byte[0]);

  private final Loopback loopback = new Loopback();
  private final TestAuthority authority = new TestAuthority("right");
  private final TestAuthority stranger = new TestAuthority("stranger");
  private final TestAuthority.Swappable serverKeys =
      new TestAuthority.Swappable(authority.issue("server"));
  private final TestAuthority.Swappable clientKeys =
      new TestAuthority.Swappable(authority.issue("client"));
  private final CopyOnWriteArrayList<Peer> peers = new CopyOnWriteArrayList<>();

  TlsTest() throws Exception {}

  @AfterEach
  void close() {
    loopback.close();
  }

  @Test
  void server_isTrustedByItsAuthority_andTheClientStaysAnonymous() throws Exception {
    listen(NONE);
    assertThat(call(Optional.of(anonymous()), "")).isEqualTo("-");
    assertThat(peers.getFirst().secure()).isTrue();
    assertThat(peers.getFirst().certificates()).isEmpty();
  }

  @Test
  void largeBodies_passTls_bothWays() throws Exception {
    loopback.listen(
        ListenerOptions.defaults().withTls(new TlsServer(serverKeys, Optional.empty(), NONE)),
        (request, reply) -> reply.send(200, HttpFields.empty(), request.body()));
    byte[] large = new byte[3_000_000];
    new Random(2).nextBytes(large);
    HttpCall call = HttpCall.of("POST", "/", HttpFields.empty(), large);
    for (int i = 0; i < 3; i++) {
      try (HttpResponse response =
          loopback.pool.send(loopback.at(Optional.of(anonymous())), call)) {
        assertThat(response.body(large.length)).isEqualTo(large);
      }
    }
  }

  @Test
  void serverOfAnotherAuthority_isNotSpokenTo() throws Exception {
    serverKeys.keys.set(stranger.issue("server"));
    listen(NONE);
    assertUntrusted(anonymous());
    assertUntrusted(TlsClient.platform());
    assertThat(peers).isEmpty();
    Eventually.holds("refusals are told", () -> loopback.refused.size() == 2);
    assertThat(loopback.refused).containsOnly(Refusal.HANDSHAKE_FAILED);
  }

  @Test
  void serverWithAnotherName_isNotSpokenTo() throws Exception {
    GeneralNames other = new GeneralNames(new GeneralName(GeneralName.dNSName, "other.example"));
    serverKeys.keys.set(authority.issue("server", Instant.now().plus(Duration.ofHours(1)), other));
    listen(NONE);
    assertUntrusted(anonymous());
    assertThat(peers).isEmpty();
  }

  @Test
  void serverWhoseCertificateExpired_isNotSpokenTo() throws Exception {
    serverKeys.keys.set(authority.issue("server", Instant.now().minus(Duration.ofHours(1))));
    listen(NONE);
    assertUntrusted(anonymous());
  }

  @ParameterizedTest
  @CsvSource({"PT1H, 1", "PT0S, 2", "PT-1S, 2"})
  void connection_isUsedNoLongerThanTheServersCertificateIsGood(Duration left, int connections)
      throws Exception {
    Instant expiry = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    serverKeys.keys.set(authority.issue("server", expiry));

    assertThat(connectionsOfTwoCalls(anonymous(), expiry.minus(left))).isEqualTo(connections);
  }

  @ParameterizedTest
  @CsvSource({"PT1H, 1", "PT0S, 2"})
  void connection_isUsedNoLongerThanOurOwnCertificateIsGood(Duration left, int connections)
      throws Exception {
    Instant expiry = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    serverKeys.keys.set(authority.issue("server", expiry.plus(Duration.ofHours(9))));
    clientKeys.keys.set(authority.issue("client", expiry));

    assertThat(connectionsOfTwoCalls(known(), expiry.minus(left))).isEqualTo(connections);
  }

  /** Two calls, one after the other, at this moment of the pool's clock. */
  private int connectionsOfTwoCalls(TlsClient client, Instant now) throws Exception {
    listen(client.keys().isPresent() ? REQUIRED : NONE);
    try (HttpPool pool =
        HttpPool.open(
            loopback.engine,
            PoolOptions.defaults(),
            AddressResolver.system(),
            MessageMemory.ofHeap(3),
            InstantSource.fixed(now))) {
      for (int i = 0; i < 2; i++) {
        try (HttpResponse response = pool.send(loopback.at(Optional.of(client)), GET)) {
          assertThat(response.status()).isEqualTo(200);
          response.body(1000);
        }
      }
    }
    return Set.copyOf(peers.stream().map(Peer::remote).toList()).size();
  }

  @Test
  void requiredCertificate_isProved_andSeenByTheHandler() throws Exception {
    listen(REQUIRED);
    assertThat(call(Optional.of(known()), "")).isEqualTo("CN=client");
  }

  @Test
  void requiredCertificate_thatIsMissing_endsTheConnection() throws Exception {
    listen(REQUIRED);
    assertFails(anonymous());
    assertThat(peers).isEmpty();
  }

  @Test
  void requiredCertificate_ofAStranger_endsTheConnection() throws Exception {
    listen(REQUIRED);
    clientKeys.keys.set(stranger.issue("client"));
    assertFails(known());
    assertThat(peers).isEmpty();
    Eventually.holds("refusal is told", () -> !loopback.refused.isEmpty());
  }

  @Test
  void requiredCertificate_thatExpired_endsTheConnection() throws Exception {
    listen(REQUIRED);
    clientKeys.keys.set(authority.issue("client", Instant.now().minus(Duration.ofMinutes(1))));
    assertFails(known());
    assertThat(peers).isEmpty();
  }

  @Test
  void optionalCertificate_mayBeMissing_butNotWrong() throws Exception {
    listen(OPTIONAL);
    assertThat(call(Optional.of(anonymous()), "")).isEqualTo("-");
    assertThat(call(Optional.of(known()), "known")).isEqualTo("CN=client");
    clientKeys.keys.set(stranger.issue("client"));
    assertFails(known());
  }

  @Test
  void newKeys_areUsedAtTheNextHandshake_onBothEnds() throws Exception {
    listen(REQUIRED);
    TlsClient client = known();
    assertThat(call(Optional.of(client), "1")).isEqualTo("CN=client");
    clientKeys.keys.set(authority.issue("client renewed"));
    serverKeys.keys.set(authority.issue("server renewed"));
    assertThat(call(Optional.of(client), "2")).isEqualTo("CN=client renewed");
    // The connection of before has shown what it has shown.
    assertThat(call(Optional.of(client), "1")).isEqualTo("CN=client");

    serverKeys.keys.set(stranger.issue("server"));
    assertUntrusted(client);
  }

  @Test
  void trustThatIsWithdrawn_isWithdrawn_evenForAClientThatResumes() throws Exception {
    listen(REQUIRED);
    SSLContext resuming = SSLContext.getInstance("TLS");
    resuming.init(new KeyManager[] {clientKeys}, new TrustManager[] {authority.trust()}, null);
    assertThat(rawGet(resuming)).contains("CN=client");
    clientKeys.keys.set(stranger.issue("client"));
    assertThatThrownBy(() -> rawGet(resuming)).isInstanceOf(IOException.class);
  }

  private String rawGet(SSLContext context) throws Exception {
    int port = loopback.destination().port();
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
        RawClient client = new RawClient(socket)) {
      return client.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").all();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void modernVersion_isSpoken(String version) throws Exception {
    listen(NONE);
    assertThat(handshake(version)).contains("HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.1", "TLSv1"})
  void oldVersion_isNotSpoken(String version) throws Exception {
    listen(NONE);
    assertThatThrownBy(() -> handshake(version)).isInstanceOf(SSLHandshakeException.class);
  }

  private String handshake(String version) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {authority.trust()}, null);
    int port = loopback.destination().port();
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
        RawClient client = new RawClient(socket)) {
      socket.setEnabledProtocols(new String[] {version});
      return client.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").all();
    }
  }

  @Test
  void plainText_onATlsPort_isNotAnswered() throws Exception {
    HttpListener listener = listen(NONE);
    try (RawClient client = new RawClient(listener.address())) {
      assertThat(client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n").all()).doesNotContain("HTTP/1.1");
    }
    assertThat(loopback.refused).containsExactly(Refusal.HANDSHAKE_FAILED);
    assertThat(peers).isEmpty();
  }

  @Test
  void tls_toAPortThatAnswersInPlainText_isToldAsSuch() throws Exception {
    loopback.listen(
        ListenerOptions.defaults(),
        (_, reply) -> reply.send(200, HttpFields.empty(), bytes("plain")));

    assertThatThrownBy(() -> call(Optional.of(anonymous()), ""))
        .isInstanceOfSatisfying(
            HttpFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.NOT_TLS))
        .hasMessageContaining("does it speak TLS?");
  }

  @Test
  void peerThatConnectsAndLeaves_isNoRefusal() throws Exception {
    HttpListener listener = listen(NONE);
    new RawClient(listener.address()).close();
    assertThat(call(Optional.of(anonymous()), "")).isEqualTo("-");
    Eventually.holds("it is gone", () -> listener.connections() <= 1);
    assertThat(loopback.refused).isEmpty();
  }

  @Test
  void handshakeThatDoesNotComeToAnEnd_isCutOff() throws Exception {
    Duration minute = Duration.ofMinutes(1);
    ListenerOptions options =
        ListenerOptions.defaults()
            .withTimeouts(Duration.ofMillis(150), minute, minute, minute)
            .withTls(new TlsServer(serverKeys, Optional.empty(), NONE));
    HttpListener listener = loopback.listen(options, (_, _) -> {});
    try (RawClient client = new RawClient(listener.address())) {
      client.send("\u0016\u0003\u0001");
      assertThat(client.all()).doesNotContain("HTTP");
    }
    Eventually.holds("it is gone", () -> listener.connections() == 0);
  }

  @Test
  void bodyUntilClose_isWholeOnlyIfItsEndWasAnnounced() throws Exception {
    for (boolean announced : new boolean[] {true, false}) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {serverKeys}, null, null);
      try (ServerSocket server = new ServerSocket(0)) {
        Thread.startVirtualThread(() -> answerUntilClose(server, context, announced));
        Destination there =
            new Destination(
                "127.0.0.1", server.getLocalPort(), Optional.of(anonymous()), "" + announced);
        try (HttpResponse response = loopback.pool.send(there, GET)) {
          if (announced) {
            assertThat(text(response.body(100))).isEqualTo("abc");
          } else {
            assertThatThrownBy(() -> response.body(100)).isInstanceOf(HttpFailure.class);
          }
        }
      }
    }
  }

  private static void answerUntilClose(ServerSocket server, SSLContext context, boolean announced) {
    try (Socket tcp = server.accept()) {
      SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, null, false);
      tls.setUseClientMode(false);
      RawClient connection = new RawClient(tls);
      connection.head();
      connection.send("HTTP/1.1 200 OK\r\n\r\nabc");
      if (announced) {
        tls.close();
      }
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  private HttpListener listen(TlsServer.ClientCertificate asked) throws Exception {
    TlsServer tls = new TlsServer(serverKeys, Optional.of(authority.trust()), asked);
    return loopback.listen(
        ListenerOptions.defaults().withTls(tls),
        (request, reply) -> {
          peers.add(request.peer());
          String subject =
              request.peer().certificates().stream()
                  .findFirst()
                  .map(leaf -> leaf.getSubjectX500Principal().getName())
                  .orElse("-");
          reply.send(200, HttpFields.empty(), bytes(subject));
        });
  }

  private TlsClient anonymous() throws Exception {
    return new TlsClient(Optional.empty(), Optional.of(authority.trust()));
  }

  private TlsClient known() throws Exception {
    return new TlsClient(Optional.of(clientKeys), Optional.of(authority.trust()));
  }

  private void assertUntrusted(TlsClient client) {
    assertThatThrownBy(() -> call(Optional.of(client), ""))
        .isInstanceOfSatisfying(
            HttpFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.UNTRUSTED));
  }

  /** With TLS 1.3 a client hears of its own refusal only after its handshake. */
  private void assertFails(TlsClient client) {
    assertThatThrownBy(() -> call(Optional.of(client), "" + System.nanoTime()))
        .isInstanceOf(HttpFailure.class);
  }

  private String call(Optional<TlsClient> tls, String key) throws Exception {
    try (HttpResponse response = loopback.pool.send(loopback.at(tls).as(key), GET)) {
      return text(response.body(1000));
    }
  }
}
