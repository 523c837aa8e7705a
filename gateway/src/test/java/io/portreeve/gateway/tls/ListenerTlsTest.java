package io.portreeve.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.http.TlsServer;
import io.portreeve.gateway.http.TlsServer.ClientCertificate;
import io.portreeve.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** Files as an operator has them, and real handshakes over the loopback address. */
class ListenerTlsTest {
  private final TestAuthority authority = new TestAuthority("authority");
  private final TestAuthority.Keys server = authority.issue("server");
  private final ManualClock clock = new ManualClock(Instant.now());
  private final List<String> warned = new CopyOnWriteArrayList<>();

  ListenerTlsTest() throws Exception {}

  @Test
  void clientThatTrustsOurAuthority_isServed_andNotAskedForACertificate() throws Exception {
    TlsServer tls = ListenerTls.of(own(server), clock, warned::add);

    assertThat(served(tls, Optional.empty())).isEqualTo("nobody");
    assertThat(served(tls, Optional.of(authority.issue("anna")))).isEqualTo("nobody");
  }

  @Test
  void clientWithACertificateOfAKnownAuthority_isKnown() throws Exception {
    TlsServer tls = asking(authority, ClientCertificate.OPTIONAL);

    assertThat(served(tls, Optional.of(authority.issue("anna")))).isEqualTo("CN=anna");
    assertThat(served(tls, Optional.empty())).isEqualTo("nobody");
  }

  @Test
  void severalAuthorities_areAllKnown() throws Exception {
    TestAuthority other = new TestAuthority("other");
    TlsServer tls =
        ListenerTls.of(
            own(server),
            PemFiles.certificates(authority.certificate(), other.certificate()),
            ClientCertificate.REQUIRED,
            clock,
            warned::add);

    assertThat(served(tls, Optional.of(authority.issue("anna")))).isEqualTo("CN=anna");
    assertThat(served(tls, Optional.of(other.issue("bob")))).isEqualTo("CN=bob");
  }

  @Test
  void certificateThatIsRequired_isNotDoneWithout() throws Exception {
    TlsServer tls = asking(authority, ClientCertificate.REQUIRED);

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> served(tls, Optional.empty()));
    assertThat(served(tls, Optional.of(authority.issue("anna")))).isEqualTo("CN=anna");
  }

  @Test
  void certificateOfAnotherAuthority_isRefused_evenWhereNoneIsNeeded() throws Exception {
    TlsServer tls = asking(authority, ClientCertificate.OPTIONAL);
    TestAuthority.Keys foreign = new TestAuthority("authority").issue("anna");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> served(tls, Optional.of(foreign)));
  }

  /** Found at the start, where an operator is, and not by the first client. */
  @Test
  void keyOfAnotherCertificate_isRefused() throws Exception {
    TestAuthority.Keys other = authority.issue("other");

    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() ->
            ListenerTls.of(
                own(PemFiles.chain(server), PemFiles.key(other.key())), clock, warned::add))
        .withMessage("the key is not the one of the first certificate");
  }

  @Test
  void chainThatDoesNotBeginWithOurs_isRefused() throws Exception {
    X509Certificate[] wrongWay = {server.chain()[1], server.chain()[0]};

    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() ->
            ListenerTls.of(
                own(PemFiles.certificates(wrongWay), PemFiles.key(server.key())),
                clock,
                warned::add));
  }

  private TlsServer asking(TestAuthority of, ClientCertificate clients) throws Exception {
    return ListenerTls.of(
        own(server), PemFiles.certificates(of.certificate()), clients, clock, warned::add);
  }

  private static ServerTls.Own own(TestAuthority.Keys keys) throws Exception {
    return own(PemFiles.chain(keys), PemFiles.key(keys.key()));
  }

  private static ServerTls.Own own(byte[] chain, byte[] key) {
    return new ServerTls.Own(() -> chain, () -> key);
  }

  @Test
  void certificateThatWasRenewed_isShownFromTheNextHandshakeOn() throws Exception {
    Files files = new Files(server);
    TlsServer tls = ListenerTls.of(files.own(), clock, warned::add);
    assertThat(served(tls, Optional.empty())).isEqualTo("nobody");

    files.put(new TestAuthority("stranger").issue("server"));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> served(tls, Optional.empty()));

    files.put(authority.issue("server"));
    assertThat(served(tls, Optional.empty())).isEqualTo("nobody");
    assertThat(warned).isEmpty();
  }

  /** As while one file is written, and the other not yet. */
  @Test
  void filesThatDoNotFit_leaveTheOneBeforeInForce_forAsLongAsItIsGood() throws Exception {
    Files files = new Files(server);
    TlsServer tls = ListenerTls.of(files.own(), clock, warned::add);

    files.chain = PemFiles.chain(authority.issue("other"));
    assertThat(served(tls, Optional.empty())).isEqualTo("nobody");
    assertThat(warned)
        .containsExactly(
            "our certificate was renewed and cannot be used:"
                + " the key is not the one of the first certificate");

    clock.advance(Duration.ofHours(2));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> served(tls, Optional.empty()));
    assertThat(warned).hasSize(2).last().asString().startsWith("no client is let in: ");
  }

  /** What lies on the disk. */
  private static final class Files {
    private volatile byte[] chain = {};
    private volatile byte[] key = {};

    Files(TestAuthority.Keys keys) throws Exception {
      put(keys);
    }

    void put(TestAuthority.Keys keys) throws Exception {
      chain = PemFiles.chain(keys);
      key = PemFiles.key(keys.key());
    }

    ServerTls.Own own() {
      return new ServerTls.Own(() -> chain, () -> key);
    }
  }

  /** What the server learned of the client that it served. */
  private String served(TlsServer tls, Optional<TestAuthority.Keys> own) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    try (HttpEngine engine = HttpEngine.start(1);
        HttpListener listener =
            HttpListener.start(
                engine,
                any,
                ListenerOptions.defaults().withTls(tls),
                (request, reply) -> reply.send(200, HttpFields.empty(), name(request.peer())),
                new Silent());
        HttpClient client = HttpClient.newBuilder().sslContext(context(own)).build()) {
      URI uri = URI.create("https://127.0.0.1:" + listener.address().getPort() + "/");
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private SSLContext context(Optional<TestAuthority.Keys> own)
      throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager[] keys = own.map(TestAuthority.Swappable::new).stream().toArray(KeyManager[]::new);
    context.init(keys, new TrustManager[] {authority.trust()}, null);
    return context;
  }

  private static byte[] name(Peer peer) {
    String name =
        peer.certificates().isEmpty()
            ? "nobody"
            : peer.certificates().getFirst().getSubjectX500Principal().getName();
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Silent implements HttpRefusals {
    @Override
    public void refused(Refusal refusal, Peer peer) {}

    @Override
    public void failed(Throwable cause, Peer peer) {}
  }
}
