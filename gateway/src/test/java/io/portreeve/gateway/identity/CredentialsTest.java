package io.portreeve.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.CertificateSettings;
import io.portreeve.gateway.downstream.Authenticator;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.keys.IssuedKey;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.ManualClock;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of a real store, and certificates of a real authority. */
class CredentialsTest {
  private static final Principal NOBODY =
      new Principal("nobody", Set.of(), Principal.Authentication.ANONYMOUS);
  private static final Principal ANNA =
      new Principal("anna", Set.of("staff"), Principal.Authentication.API_KEY);

  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> asked = new ArrayList<>();
  private final Store store;
  private final KeyRing keys;

  CredentialsTest(@TempDir Path directory) {
    Secret pepper = Secret.ofText("0123456789abcdef0123456789abcdef");
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
    keys = KeyRing.open(store, pepper, clock, new SecureRandom());
  }

  /** Whatever client it is. */
  private static void assertProves(Identity identity, Principal principal) {
    assertThat(identity).isInstanceOf(Identity.Authenticated.class);
    assertThat(((Identity.Authenticated) identity).principal().through(Delegation.unknown()))
        .isEqualTo(principal);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer   "})
  void keyOfOurs_provesItsPrincipal_howeverTheSchemeIsWritten(String scheme) {
    assertProves(identify(all(), bearing(scheme + key())), ANNA);
  }

  @Test
  void eachCredentialOfOurs_isAClientOfItsOwn_withTheEndOfItsCredential() throws Exception {
    Instant end = clock.instant().plus(Duration.ofDays(1));
    KeyRequest asked = new KeyRequest("anna", Set.of("staff"), Map.of(), Optional.of(end));
    IssuedKey issued = keys.create(asked);
    X509Certificate ci = new TestAuthority("authority").issue("ci").chain()[0];

    Identity.Authenticated byKey =
        (Identity.Authenticated) identify(all(), bearing("Bearer " + issued.text().revealText()));
    Identity.Authenticated byCertificate =
        (Identity.Authenticated) identify(all(), request("", HttpFields.empty(), List.of(ci)));

    assertThat(byKey.principal().delegation())
        .isEqualTo(Delegation.by(new Client("key:" + issued.record().id())));
    assertThat(byKey.credential().expires()).hasValue(end);
    assertThat(byCertificate.principal().delegation())
        .isEqualTo(Delegation.by(new Client("certificate:ci")));
    assertThat(byCertificate.credential().expires()).hasValue(ci.getNotAfter().toInstant());
    assertThat(byKey.credential().token()).isEmpty();
  }

  @Test
  void keysThatWereMadeForOneClient_areThatClient() {
    for (int each = 0; each < 2; each++) {
      IssuedKey issued =
          keys.create(
              new KeyRequest("anna", Optional.of("ide-1"), Set.of(), Map.of(), Optional.empty()));

      Identity.Authenticated known =
          (Identity.Authenticated) identify(all(), bearing("Bearer " + issued.text().revealText()));

      assertThat(known.principal().delegation()).isEqualTo(Delegation.by(new Client("ide-1")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "an ide", "ide\n", "stdio", "key:k1", "certificate:ci"})
  void noClient_isDeclaredUnderTheNameOfACredential_orUnreadably(String name) {
    assertThat(ClientNames.mayBeDeclared(name)).isFalse();
  }

  /** Evidence that is given is always checked: it is never overlooked because less would do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer nonsense",
        "Bearer",
        "",
        "Bearer,",
        "Basic YW5uYTpzZWNyZXQ=",
        "Bearer eyJhbGciOiJub25lIn0.e30.",
        "Digest username=anna"
      })
  void credentialThatIsNotOurs_isRejected_thoughNobodyWouldBeLetIn(String field) {
    Identity identity = identify(all(), bearing(field));

    assertThat(identity)
        .isInstanceOfSatisfying(
            Identity.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.CREDENTIAL_INVALID));
  }

  /** What another parser might read otherwise is read by none: neither at once, nor later. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer\t%s",
        "Bearer \t%s",
        "Bearer %s,",
        "Bearer %s, Bearer %s",
        "Bearer x, Bearer %s",
        "Bearer %s %s",
        "Bearer Bearer %s",
        "Bearer \"%s\"",
        "Bearer=%s",
        "Bearer token=%s",
        "Bearer: %s",
        "Bearer\u00a0%s",
        "B\u00e9arer %s",
        "Bearer",
        "DPoP",
        "%s",
        ""
      })
  void oddSpellings_proveNobody_onAnyOccasion_andGoNowhere(String spelling) {
    for (String credential : List.of(key(), "opaque")) {
      HttpRequest request = bearing(spelling.replace("%s", credential));
      for (Authenticator.Occasion occasion : Authenticator.Occasion.values()) {
        assertThat(asking().identify(request, occasion)).isInstanceOf(Identity.Rejected.class);
      }
    }
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer  ", "DPoP ", "dPOP "})
  void tokenOfAnIssuer_isAskedAbout_howeverItsSchemeIsWritten(String scheme) {
    assertThat(identify(asking(), bearing(scheme + "opaque"))).isInstanceOf(Identity.Absent.class);
    assertThat(asked).containsExactly("opaque");
  }

  /** An issuer is somebody else: what may be a key of ours is not for it to see. */
  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "DPoP ", "dpop "})
  void whatMayBeAKeyOfOurs_isShownToNoIssuer_whateverTheScheme(String scheme) {
    String key = key();
    for (String shown :
        List.of(key, key + "x", key.substring(0, 30), "PTR" + key.substring(3), key.substring(4))) {
      Identity known = identify(asking(), bearing(scheme + shown));
      if (scheme.startsWith("B") && shown.equals(key)) {
        assertProves(known, ANNA);
      } else {
        assertThat(known).isEqualTo(identify(asking(), bearing(scheme + "ptr_")));
      }
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void severalCredentials_areRejected_evenWhenAllAreGood() {
    String bearer = "Bearer " + key();
    HttpFields two =
        HttpFields.builder().add("authorization", bearer).add("authorization", bearer).build();

    assertThat(identify(all(), request("", two, List.of())))
        .isEqualTo(
            new Identity.Rejected(Reason.CREDENTIAL_INVALID, "several authorization fields"));
  }

  /** RFC 9700, section 4.3.2: what stands in a URL stands in logs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "access_token=x",
        "a=1&token=x",
        "API_KEY=x",
        "apikey",
        "key=",
        "a&b&Access_Token=1"
      })
  void tokenInTheQuery_isRejected_evenBesideAGoodKey(String query) {
    HttpFields good = HttpFields.builder().add("authorization", "Bearer " + key()).build();

    assertThat(identify(all(), request(query, good, List.of())))
        .isEqualTo(new Identity.Rejected(Reason.CREDENTIAL_INVALID, "a token in the query"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=1", "tokens=1", "mykey=1", "a=token"})
  void otherQueries_areOfNoConcern(String query) {
    HttpFields good = HttpFields.builder().add("authorization", "Bearer " + key()).build();

    assertProves(identify(all(), request(query, good, List.of())), ANNA);
  }

  @Test
  void keyThatEnded_isRejectedForWhatEndedIt_andSaysWhoseItWas() {
    IssuedKey revoked = create(Optional.empty());
    IssuedKey expired = create(Optional.of(Duration.ofMinutes(1)));
    keys.revoke(revoked.record().id());
    clock.advance(Duration.ofMinutes(1));

    assertThat(identify(all(), bearing("Bearer " + revoked.text().revealText())))
        .isEqualTo(
            new Identity.Rejected(
                Reason.CREDENTIAL_REVOKED,
                "key " + revoked.record().id() + " revoked",
                Optional.of("anna")));
    assertThat(identify(all(), bearing("Bearer " + expired.text().revealText())))
        .isEqualTo(
            new Identity.Rejected(
                Reason.CREDENTIAL_EXPIRED,
                "key " + expired.record().id() + " expired",
                Optional.of("anna")));
  }

  @Test
  void rejection_neverHoldsWhatWasPresented() {
    String key = key();
    String almost = key.substring(0, key.length() - 1) + (key.endsWith("a") ? "b" : "a");

    assertThat(identify(all(), bearing("Bearer " + almost)))
        .isInstanceOf(Identity.Rejected.class)
        .asString()
        .doesNotContain(almost.substring(8));
  }

  @Test
  void storeThatIsDown_letsNobodyIn() {
    String bearer = "Bearer " + key();
    clock.advance(KeyRing.FRESHNESS.multipliedBy(2));
    store.close();

    assertThat(identify(all(), bearing(bearer)))
        .isEqualTo(
            new Identity.Rejected(Reason.CREDENTIAL_UNCHECKED, "the store is not available"));
  }

  @Test
  void keyWhereKeysAreNotAccepted_isRejected() {
    Credentials without =
        new Credentials(
            Optional.empty(),
            Optional.empty(),
            new CertificateNames(List.of(), InstantSource.system()),
            Optional.of(NOBODY));

    assertThat(identify(without, bearing("Bearer " + key())))
        .isEqualTo(new Identity.Rejected(Reason.CREDENTIAL_INVALID, "no scheme that is accepted"));
  }

  @Test
  void nothingPresented_isNobody_ifTheOperatorWantsThat_andAbsentOtherwise() {
    Credentials strict =
        new Credentials(
            Optional.of(keys),
            Optional.empty(),
            new CertificateNames(List.of(), InstantSource.system()),
            Optional.empty());
    HttpRequest bare = request("", HttpFields.empty(), List.of());

    assertProves(identify(all(), bare), NOBODY);
    assertThat(identify(strict, bare)).isEqualTo(new Identity.Absent());
  }

  @Test
  void certificate_speaksOnlyWhereNoKeyDoes() throws Exception {
    X509Certificate ci = new TestAuthority("authority").issue("ci").chain()[0];
    Principal known =
        new Principal("ci", Set.of("build"), Principal.Authentication.CLIENT_CERTIFICATE);
    HttpFields key = HttpFields.builder().add("authorization", "Bearer " + key()).build();
    HttpFields bad = HttpFields.builder().add("authorization", "Bearer x").build();

    assertProves(identify(all(), request("", HttpFields.empty(), List.of(ci))), known);
    assertProves(identify(all(), request("", key, List.of(ci))), ANNA);
    assertThat(identify(all(), request("", bad, List.of(ci))))
        .isInstanceOf(Identity.Rejected.class);
  }

  @Test
  void certificateThatNobodyNamed_isRejected_notTakenForNobody() throws Exception {
    X509Certificate stranger = new TestAuthority("authority").issue("stranger").chain()[0];

    assertThat(identify(all(), request("", HttpFields.empty(), List.of(stranger))))
        .isEqualTo(
            new Identity.Rejected(Reason.CREDENTIAL_INVALID, "a certificate that nobody named"));
  }

  /** With issuers to ask; what they are asked about is written down. */
  private Credentials asking() {
    return new Credentials(
        Optional.of(keys),
        Optional.of(presented -> {
          asked.add(presented.token());
          return new Identity.Absent();
        }),
        new CertificateNames(List.of(), InstantSource.system()),
        Optional.of(NOBODY));
  }

  private Credentials all() {
    CertificateSettings ci =
        new CertificateSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("CN=ci"),
            "ci",
            List.of("build"));
    return new Credentials(
        Optional.of(keys),
        Optional.empty(),
        new CertificateNames(List.of(ci), InstantSource.system()),
        Optional.of(NOBODY));
  }

  private String key() {
    return create(Optional.empty()).text().revealText();
  }

  private IssuedKey create(Optional<Duration> life) {
    return keys.create(
        new KeyRequest("anna", Set.of("staff"), Map.of(), life.map(clock.instant()::plus)));
  }

  private static HttpRequest bearing(String authorization) {
    return request("", HttpFields.builder().add("authorization", authorization).build(), List.of());
  }

  private static Identity identify(Credentials credentials, HttpRequest request) {
    return credentials.identify(request, Authenticator.Occasion.ENTRY);
  }

  private static HttpRequest request(
      String query, HttpFields headers, List<X509Certificate> certificates) {
    InetSocketAddress somewhere = InetSocketAddress.createUnresolved("127.0.0.1", 1);
    Peer peer = new Peer(somewhere, somewhere, certificates, true);
    return new HttpRequest("POST", "/mcp", query, headers, new byte[0], peer);
  }
}
