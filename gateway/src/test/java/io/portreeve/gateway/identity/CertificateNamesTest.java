package io.portreeve.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.CertificateSettings;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateNamesTest {
  private static final InstantSource CLOCK = InstantSource.system();

  private final TestAuthority authority = new TestAuthority("authority");

  CertificateNamesTest() throws Exception {}

  @ParameterizedTest
  @CsvSource({
    "uri, spiffe://example.com/ci, uri, spiffe://example.com/ci, true",
    "uri, spiffe://example.com/ci, uri, spiffe://example.com/ci2, false",
    "uri, spiffe://example.com/ci, uri, spiffe://example.com/c, false",
    "uri, spiffe://example.com/ci, uri, SPIFFE://example.com/ci, false",
    "dns, ci.example.com, dns, ci.example.com, true",
    "dns, ci.example.com, dns, example.com, false",
    "dns, '*.example.com', dns, ci.example.com, false",
    "dns, '*.example.com', dns, '*.example.com', true",
    "email, ci@example.com, email, ci@example.com, true",
    "email, ci@example.com, email, i@example.com, false",
    // A name of one type is no name of another.
    "dns, ci.example.com, uri, ci.example.com, false",
    "uri, ci.example.com, dns, ci.example.com, false",
    "email, ci@example.com, dns, ci@example.com, false",
    // RFC 2253 writes a name from its end to its beginning.
    "subject, 'CN=ci,O=Example', subject, 'O=Example,CN=ci', true",
    "subject, 'CN=ci,O=Example', subject, CN=ci, false",
    "subject, 'CN=ci,O=Example', subject, 'CN=ci,O=Example', false",
    "dns, CN=server, subject, 'CN=server,O=Example', false"
  })
  void certificate_isWhoTheOperatorNamed_onlyIfTheNameIsEqualAsAWhole(
      String has, String value, String asks, String wanted, boolean known) throws Exception {
    CertificateNames names = new CertificateNames(List.of(entry(asks, wanted, "ci")), CLOCK);

    assertThat(names.identify(certificate(has, value)) instanceof Identity.Authenticated)
        .isEqualTo(known);
  }

  @Test
  void everyAlternativeName_counts_andTheFirstEntryThatFits() throws Exception {
    X509Certificate two =
        authority.issue(
                "server",
                soon(),
                new GeneralNames(
                    new GeneralName[] {
                      new GeneralName(GeneralName.dNSName, "a.example.com"),
                      new GeneralName(GeneralName.dNSName, "b.example.com")
                    }))
            .chain()[0];

    assertThat(identified(two, entry("dns", "b.example.com", "second"))).isEqualTo("second");
    assertThat(
            identified(
                two,
                entry("dns", "c.example.com", "none"),
                entry("dns", "b.example.com", "b"),
                entry("dns", "a.example.com", "a")))
        .isEqualTo("b");
  }

  @Test
  void principal_hasTheRolesOfItsEntry() throws Exception {
    CertificateNames names =
        new CertificateNames(List.of(entry("dns", "ci.example.com", "ci")), CLOCK);

    assertThat(names.identify(certificate("dns", "ci.example.com")))
        .isInstanceOfSatisfying(
            Identity.Authenticated.class,
            known -> assertThat(known.principal().roles()).isEqualTo(Set.of("build", "ci")));
  }

  @Test
  void certificateWithoutAlternativeNames_isNobodyByThem() {
    CertificateNames names = new CertificateNames(List.of(entry("dns", "authority", "ci")), CLOCK);

    assertThat(names.identify(authority.certificate())).isInstanceOf(Identity.Rejected.class);
  }

  @Test
  void certificateThatExpired_sinceItsConnectionWasOpened_isNobodysAnyMore() throws Exception {
    X509Certificate certificate = certificate("dns", "ci.example.com");
    Instant end = certificate.getNotAfter().toInstant();
    List<CertificateSettings> entries = List.of(entry("dns", "ci.example.com", "ci"));

    assertThat(
            new CertificateNames(entries, InstantSource.fixed(end.minusMillis(1)))
                .identify(certificate))
        .isInstanceOf(Identity.Authenticated.class);
    assertThat(new CertificateNames(entries, InstantSource.fixed(end)).identify(certificate))
        .isEqualTo(new Identity.Rejected(Reason.CREDENTIAL_EXPIRED, "certificate expired"));
  }

  @Test
  void noEntries_nameNobody() throws Exception {
    assertThat(new CertificateNames(List.of(), CLOCK).identify(certificate("dns", "a")))
        .isInstanceOf(Identity.Rejected.class);
  }

  private static String identified(X509Certificate certificate, CertificateSettings... entries) {
    Identity identity = new CertificateNames(List.of(entries), CLOCK).identify(certificate);
    return identity instanceof Identity.Authenticated known ? known.principal().id() : "";
  }

  private X509Certificate certificate(String type, String value) throws Exception {
    List<GeneralName> names = new ArrayList<>();
    switch (type) {
      case "uri" -> names.add(new GeneralName(GeneralName.uniformResourceIdentifier, value));
      case "dns" -> names.add(new GeneralName(GeneralName.dNSName, value));
      case "email" -> names.add(new GeneralName(GeneralName.rfc822Name, value));
      default -> names.add(new GeneralName(GeneralName.dNSName, "unrelated"));
    }
    String subject = type.equals("subject") ? value.substring(3) : "server,O=Example";
    return authority.issue(subject, soon(), new GeneralNames(names.toArray(GeneralName[]::new)))
        .chain()[0];
  }

  private static Instant soon() {
    return Instant.now().plus(Duration.ofHours(1));
  }

  private static CertificateSettings entry(String type, String value, String principal) {
    return new CertificateSettings(
        only("uri", type, value),
        only("dns", type, value),
        only("email", type, value),
        only("subject", type, value),
        principal,
        List.of("build", "ci"));
  }

  private static Optional<String> only(String wanted, String type, String value) {
    return wanted.equals(type) ? Optional.of(value) : Optional.empty();
  }
}
