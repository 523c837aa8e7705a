package io.portreeve.gateway.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.controls.serverspoofing.ServerIdentity;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpCall;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.http.Refusal;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.http.TlsServer;
import io.portreeve.gateway.http.TlsServer.ClientCertificate;
import io.portreeve.testkit.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who answers, and who we are, in real handshakes over the loopback address. */
class ServerTlsTest {
  private static final HttpCall GET = HttpCall.of("GET", "/", HttpFields.empty(), new byte[0]);
  private static final String FILES = "spiffe://corp.example/files";
  private final Instant hour =
      Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);

  private final TestAuthority authority = new TestAuthority("right");
  private final TestAuthority rogue = new TestAuthority("right");
  private final TestAuthority.Swappable server =
      new TestAuthority.Swappable(authority.issue("server"));
  private final HttpEngine engine = HttpEngine.start(1);
  private final ManualClock clock = new ManualClock(Instant.now());
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> warned = new CopyOnWriteArrayList<>();
  private volatile byte[] authorities = PemFiles.certificates(authority.certificate());
  private volatile byte[] chain = {};
  private volatile byte[] key = {};

  ServerTlsTest() throws Exception {
    renew(authority.issue("gateway", hour));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void renew(TestAuthority.Keys keys) throws Exception {
    chain = PemFiles.chain(keys);
    key = PemFiles.key(keys.key());
  }

  private TlsClient expecting(Optional<String> spiffeId, String... pins) throws Exception {
    return new ServerTls(
            Optional.of(() -> authorities),
            new ServerIdentity(spiffeId, Set.of(pins)),
            Optional.empty())
        .client(clock, told::add, warned::add);
  }

  private TlsClient mutual() throws Exception {
    return new ServerTls(
            Optional.of(() -> authorities),
            new ServerIdentity(Optional.empty(), Set.of()),
            Optional.of(new ServerTls.Own(() -> chain, () -> key)))
        .client(clock, told::add, warned::add);
  }

  private static GeneralNames uris(String... uris) {
    return new GeneralNames(
        Stream.of(uris)
            .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
            .toArray(GeneralName[]::new));
  }

  private static String pin(X509Certificate certificate) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
    return "sha256/" + Base64.getEncoder().encodeToString(digest);
  }

  @Test
  void serverOfTheNamedAuthority_isBelieved_byItsHostName() throws Exception {
    assertThat(asked(expecting(Optional.empty()))).isEqualTo("nobody");
    assertThat(told).isEmpty();
  }

  @Test
  void serverOfAnotherAuthority_isNotBelieved_whateverItIsCalled() throws Exception {
    server.keys().set(rogue.issue("server"));

    assertUnproved(expecting(Optional.empty()), "");
  }

  @Test
  void serverOfAPlatformsAuthority_isNotBelieved_whereNoneOfThemIsNamed() throws Exception {
    TlsClient platform =
        new ServerTls(
                Optional.empty(), new ServerIdentity(Optional.empty(), Set.of()), Optional.empty())
            .client(clock, told::add, warned::add);

    assertUnproved(platform, "");
  }

  @Test
  void expiredCertificate_isNotBelieved() throws Exception {
    server.keys().set(authority.issue("server", Instant.now().minus(Duration.ofMinutes(1))));

    assertUnproved(expecting(Optional.empty()), "");
  }

  @Test
  void anotherHostName_isNotBelieved() throws Exception {
    server
        .keys()
        .set(
            authority.issue(
                "server",
                hour,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "other.example"))));

    assertUnproved(expecting(Optional.empty()), "");
  }

  @Test
  void spiffeId_takesThePlaceOfTheHostName() throws Exception {
    server.keys().set(authority.issue("server", hour, uris(FILES)));
    assertUnproved(expecting(Optional.empty()), "");

    assertThat(asked(expecting(Optional.of(FILES)))).isEqualTo("nobody");
  }

  @Test
  void anotherSpiffeId_isNotBelieved() throws Exception {
    server.keys().set(authority.issue("server", hour, uris("spiffe://corp.example/mail")));

    assertUnproved(expecting(Optional.of(FILES)), "its certificate is not that of " + FILES);
  }

  @Test
  void rightHostName_isNoSpiffeId() throws Exception {
    assertUnproved(expecting(Optional.of(FILES)), "its certificate is not that of " + FILES);
  }

  @Test
  void rightSpiffeId_ofAnotherAuthority_isNotBelieved() throws Exception {
    server.keys().set(rogue.issue("server", hour, uris(FILES)));

    assertUnproved(expecting(Optional.of(FILES)), "");
  }

  @Test
  void pinnedKey_isBelieved_andAnotherOfTheSameAuthorityIsNot() throws Exception {
    String pin = pin(server.keys().get().chain()[0]);
    assertThat(asked(expecting(Optional.empty(), pin))).isEqualTo("nobody");

    server.keys().set(authority.issue("server"));

    assertUnproved(expecting(Optional.empty(), pin), "its key is none that is pinned");
  }

  /** Anybody can send a certificate of somebody else's along. */
  @Test
  void pinOfACertificateThatIsSentAlong_provesNothing() throws Exception {
    X509Certificate pinned = server.keys().get().chain()[0];
    TestAuthority.Keys other = authority.issue("server");
    X509Certificate[] longer = {other.chain()[0], other.chain()[1], pinned};
    server.keys().set(new TestAuthority.Keys(other.key(), longer));

    assertUnproved(expecting(Optional.empty(), pin(pinned)), "its key is none that is pinned");
  }

  @Test
  void ourCertificate_isShown_andANewOneAtTheNextConnection() throws Exception {
    try (HttpListener listener = listen(ClientCertificate.REQUIRED);
        HttpPool pool = pool()) {
      TlsClient tls = mutual();
      assertThat(ask(pool, listener, tls, "ann")).isEqualTo("CN=gateway");

      renew(authority.issue("gateway-renewed", hour));

      assertThat(ask(pool, listener, tls, "ann")).as("a kept connection").isEqualTo("CN=gateway");
      assertThat(ask(pool, listener, tls, "bob")).isEqualTo("CN=gateway-renewed");
      assertThat(told).isEmpty();
    }
  }

  /** As it is between the writing of the one file and of the other. */
  @Test
  void filesThatDoNotFit_leaveTheOldOnesInForce_untilTheyDo() throws Exception {
    try (HttpListener listener = listen(ClientCertificate.REQUIRED);
        HttpPool pool = pool()) {
      TlsClient tls = mutual();
      TestAuthority.Keys next = authority.issue("gateway-renewed", hour);
      chain = PemFiles.chain(next);
      assertThat(ask(pool, listener, tls, "ann")).isEqualTo("CN=gateway");
      assertThat(ask(pool, listener, tls, "bob")).isEqualTo("CN=gateway");
      assertThat(warned).singleElement().asString().contains("cannot be used: the key is not");
      assertThat(told).as("no connection was refused").isEmpty();

      key = PemFiles.key(next.key());

      assertThat(ask(pool, listener, tls, "cat")).isEqualTo("CN=gateway-renewed");
    }
  }

  /** Also where the server asks for no certificate: to come as nobody was not meant. */
  @Test
  void certificateOfOursThatExpired_opensNoConnection() throws Exception {
    TlsClient tls = mutual();
    clock.advance(Duration.between(clock.instant(), hour));

    assertUnproved(tls, "our own certificate is good until");

    renew(authority.issue("gateway", hour.plus(Duration.ofHours(1))));
    assertThat(asked(tls)).isEqualTo("nobody");
  }

  @Test
  void brokenFiles_openNoConnection_onceTheCertificateExpired() throws Exception {
    TlsClient tls = mutual();
    chain = PemFiles.bytes("broken");
    assertThat(asked(tls)).isEqualTo("nobody");

    clock.advance(Duration.between(clock.instant(), hour));

    assertUnproved(tls, "our own certificate is good until");
  }

  @Test
  void brokenFiles_areFoundAtTheStart() {
    chain = PemFiles.bytes("broken");

    assertThatThrownBy(this::mutual).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void authorities_areReadAnew_andBrokenOnesVouchForNobody() throws Exception {
    TlsClient tls = expecting(Optional.empty());
    assertThat(asked(tls)).isEqualTo("nobody");

    authorities = PemFiles.bytes("broken");
    assertUnproved(tls, "the authorities cannot be read");

    authorities = PemFiles.certificates(rogue.certificate());
    assertUnproved(tls, "");
    server.keys().set(rogue.issue("server"));
    assertThat(asked(tls)).isEqualTo("nobody");
  }

  private void assertUnproved(TlsClient tls, String why) {
    told.clear();
    assertThatThrownBy(() -> asked(tls))
        .isInstanceOfSatisfying(
            HttpFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.UNTRUSTED));
    assertThat(told).last().asString().contains(why);
  }

  /** Whom a server that asks for no certificate takes us for, on a connection of its own. */
  private String asked(TlsClient tls) throws Exception {
    try (HttpListener listener = listen(ClientCertificate.NONE);
        HttpPool pool = pool()) {
      return ask(pool, listener, tls, "");
    }
  }

  private static String ask(HttpPool pool, HttpListener listener, TlsClient tls, String whose)
      throws Exception {
    Destination destination =
        new Destination("127.0.0.1", listener.address().getPort(), Optional.of(tls), whose);
    try (HttpResponse response = pool.send(destination, GET)) {
      return new String(response.body(1000), UTF_8);
    }
  }

  private HttpPool pool() {
    return HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  }

  private HttpListener listen(ClientCertificate clients) throws Exception {
    return HttpListener.start(
        engine,
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
        ListenerOptions.defaults()
            .withTls(new TlsServer(server, Optional.of(authority.trust()), clients)),
        (request, reply) -> reply.send(200, HttpFields.empty(), name(request.peer())),
        new Silent());
  }

  private static byte[] name(Peer peer) {
    return PemFiles.bytes(
        peer.certificates().isEmpty()
            ? "nobody"
            : peer.certificates().getFirst().getSubjectX500Principal().getName());
  }

  private static final class Silent implements HttpRefusals {
    @Override
    public void refused(Refusal refusal, Peer peer) {}

    @Override
    public void failed(Throwable cause, Peer peer) {}
  }
}
