package io.portreeve.gateway.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.authority.OwnAuthority.Issued;
import io.portreeve.testkit.ManualClock;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against two readers of certificates that others wrote: the platform's and Bouncy Castle. */
class OwnAuthorityTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Subject FILES =
      new Subject(
          "files",
          List.of("files.corp.example", "*.files.corp.example"),
          List.of(InetAddress.ofLiteral("10.1.2.3"), InetAddress.ofLiteral("fd00::7")),
          List.of(URI.create("spiffe://corp.example/files")));

  private final ManualClock clock = ManualClock.atNewYear();
  private final OwnAuthority authority = create("Corp CA");

  OwnAuthorityTest() throws Exception {}

  private OwnAuthority create(String name) throws GeneralSecurityException {
    return OwnAuthority.create(name, Duration.ofDays(1), clock, new SecureRandom());
  }

  private static X509Certificate own(Issued issued) {
    return issued.chain().getFirst();
  }

  /** As a client of TLS does it: the anchor is what the operator named. */
  private void validate(Issued issued, OwnAuthority anchor, Instant at) throws Exception {
    validate(issued.chain().subList(0, 1), anchor, at);
  }

  private static void validate(List<X509Certificate> path, OwnAuthority anchor, Instant at)
      throws Exception {
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(own(anchor.kept()), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    var _ =
        CertPathValidator.getInstance("PKIX")
            .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
  }

  @Test
  void issuedCertificate_isValid_forAsLongAsItSays_andNoLonger() throws Exception {
    Issued issued = authority.issue(FILES, HOUR);
    Instant now = clock.instant();

    assertThat(issued.ends()).isEqualTo(now.plus(HOUR));
    validate(issued, authority, now);
    validate(issued, authority, now.plus(HOUR));
    assertThatThrownBy(() -> validate(issued, authority, now.plus(HOUR).plusSeconds(1)))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(
            () -> validate(issued, authority, now.minus(OwnAuthority.SKEW).minusSeconds(1)))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void certificateOfAnotherAuthorityOfTheSameName_isNotValid() throws Exception {
    Issued issued = create("Corp CA").issue(FILES, HOUR);

    assertThatThrownBy(() -> validate(issued, authority, clock.instant()))
        .isInstanceOf(GeneralSecurityException.class);
  }

  /** Whoever has a certificate of an hour must not be able to make others. */
  @Test
  void issuedCertificate_vouchesForNobody() throws Exception {
    Issued issued = authority.issue(FILES, HOUR);
    Issued forged =
        OwnAuthority.of(issued, clock, new SecureRandom()).issue(FILES, Duration.ofMinutes(1));

    assertThatThrownBy(
            () -> validate(List.of(own(forged), own(issued)), authority, clock.instant()))
        .isInstanceOf(GeneralSecurityException.class);
    assertThat(own(issued).getBasicConstraints()).isEqualTo(-1);
    assertThat(own(authority.kept()).getBasicConstraints()).isZero();
  }

  @Test
  void names_areThoseOfTheSubject() throws Exception {
    X509Certificate certificate = own(authority.issue(FILES, HOUR));

    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> name.get(0) + " " + name.get(1))
        .containsExactly(
            "2 files.corp.example",
            "2 *.files.corp.example",
            "6 spiffe://corp.example/files",
            "7 10.1.2.3",
            "7 fd00:0:0:0:0:0:0:7");
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=files");
    assertThat(certificate.getIssuerX500Principal().getName()).isEqualTo("CN=Corp CA");
    assertThat(certificate.getKeyUsage())
        .containsExactly(true, false, false, false, false, false, false, false, false);
    assertThat(certificate.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
  }

  @Test
  void keys_areEachCertificatesOwn_andSerialNumbersPositive() throws Exception {
    var keys = new ArrayList<Object>();
    var serials = new ArrayList<Object>();
    for (int i = 0; i < 20; i++) {
      X509Certificate certificate = own(authority.issue(FILES, HOUR));
      assertThat(certificate.getSerialNumber()).isPositive();
      assertThat(((ECPublicKey) certificate.getPublicKey()).getParams().getOrder().bitLength())
          .isEqualTo(256);
      keys.add(certificate.getPublicKey());
      serials.add(certificate.getSerialNumber());
    }
    assertThat(keys).doesNotHaveDuplicates();
    assertThat(serials).doesNotHaveDuplicates();
  }

  @Test
  void encoding_isReadByAnotherReader_byteForByte() throws Exception {
    for (X509Certificate certificate : authority.issue(FILES, HOUR).chain()) {
      var holder = new X509CertificateHolder(certificate.getEncoded());
      assertThat(holder.getVersionNumber()).isEqualTo(3);
      assertThat(holder.toASN1Structure().getEncoded("DER")).isEqualTo(certificate.getEncoded());
      assertThat(holder.getExtension(Extension.basicConstraints).isCritical()).isTrue();
      assertThat(holder.getExtension(Extension.keyUsage).isCritical()).isTrue();
      assertThat(holder.getExtension(Extension.subjectKeyIdentifier)).isNotNull();
      assertThat(holder.getExtension(Extension.authorityKeyIdentifier)).isNotNull();
    }
  }

  /** From 2050 on, times are written in another way. */
  @ParameterizedTest
  @ValueSource(longs = {1, 366, 36_600})
  void authority_isGoodForAsLongAsItWasMadeFor(long days) throws Exception {
    OwnAuthority made = OwnAuthority.create("CA", Duration.ofDays(days), clock, new SecureRandom());

    assertThat(made.kept().ends()).isEqualTo(clock.instant().plus(Duration.ofDays(days)));
    var holder = new X509CertificateHolder(own(made.kept()).getEncoded());
    assertThat(holder.getNotAfter().toInstant()).isEqualTo(made.kept().ends());
  }

  @Test
  void certificate_endsWithItsAuthority_andAfterThatNoneIsIssued() throws Exception {
    clock.advance(Duration.ofHours(23).plusMinutes(30));
    assertThat(authority.issue(FILES, HOUR).ends()).isEqualTo(authority.kept().ends());

    clock.advance(Duration.ofMinutes(30));
    assertThatThrownBy(() -> authority.issue(FILES, HOUR))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("was good until");
  }

  @Test
  void certificateForNobody_isNotIssued() {
    assertThatThrownBy(() -> new Subject("x", List.of(), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
