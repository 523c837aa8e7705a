package io.portreeve.gateway.identity;

import io.portreeve.gateway.config.CertificateSettings;
import io.portreeve.guard.Credential;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Whom the operator takes the holder of a certificate for. The chain itself was verified in the
 * handshake; a certificate that no entry names is rejected.
 */
public final class CertificateNames {
  private static final int EMAIL = 1;
  private static final int DNS = 2;
  private static final int URI = 6;

  private final List<CertificateSettings> settings;
  private final InstantSource clock;

  public CertificateNames(List<CertificateSettings> settings, InstantSource clock) {
    this.settings = List.copyOf(settings);
    this.clock = clock;
  }

  /** A connection may outlive the certificate that it was opened with. */
  Identity identify(X509Certificate certificate) {
    if (!clock.instant().isBefore(certificate.getNotAfter().toInstant())) {
      return new Identity.Rejected(Reason.CREDENTIAL_EXPIRED, "certificate expired");
    }
    return named(certificate);
  }

  private Identity named(X509Certificate certificate) {
    Optional<CertificateSettings> named =
        settings.stream().filter(entry -> names(entry, certificate)).findFirst();
    if (named.isEmpty()) {
      return new Identity.Rejected(Reason.CREDENTIAL_INVALID, "a certificate that nobody named");
    }
    CertificateSettings entry = named.get();
    Principal principal =
        new Principal(
                entry.principal(),
                Set.copyOf(entry.roles()),
                Principal.Authentication.CLIENT_CERTIFICATE)
            .through(ClientNames.of(entry));
    Instant end = certificate.getNotAfter().toInstant();
    return new Identity.Authenticated(
        principal, new Credential(Optional.of(end), Optional.empty()));
  }

  private static boolean names(CertificateSettings entry, X509Certificate certificate) {
    return entry.uri().filter(uri -> alternatives(certificate, URI).contains(uri)).isPresent()
        || entry.dns().filter(dns -> alternatives(certificate, DNS).contains(dns)).isPresent()
        || entry.email().filter(mail -> alternatives(certificate, EMAIL).contains(mail)).isPresent()
        || entry.subject().filter(subject -> subject(certificate).equals(subject)).isPresent();
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
  }

  /**
   * Subject alternative names of one type (RFC 5280, section 4.2.1.6); unreadable ones are none.
   */
  private static List<String> alternatives(X509Certificate certificate, int type) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.getFirst().equals(type))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }
}
