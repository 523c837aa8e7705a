package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which verified client certificate is which principal. Exactly one of the four names is given, and
 * it must be equal to the certificate's, as a whole.
 *
 * @param uri a URI among the subject alternative names, such as a SPIFFE id
 * @param dns a DNS name among them
 * @param email an e-mail address among them
 * @param subject the distinguished name of the subject (RFC 2253)
 * @param principal the name in policy and audit
 * @param roles the roles of this principal
 */
public record CertificateSettings(
    Optional<String> uri,
    Optional<String> dns,
    Optional<String> email,
    Optional<String> subject,
    String principal,
    List<String> roles) {

  static final Key<CertificateSettings, Optional<String>> URI =
      Key.optional(
          "uri",
          Forms.matching("[a-z][a-z0-9+.-]*:\\S+", "a URI such as `spiffe://example.com/ci`"),
          CertificateSettings::uri,
          Strength.unordered(),
          "A URI among the certificate's alternative names, equal as a whole.");
  static final Key<CertificateSettings, Optional<String>> DNS =
      Key.optional(
          "dns",
          Forms.matching("[A-Za-z0-9*.-]{1,253}", "a DNS name such as `ci.example.com`"),
          CertificateSettings::dns,
          Strength.unordered(),
          "A DNS name among the certificate's alternative names, equal as a whole.");
  static final Key<CertificateSettings, Optional<String>> EMAIL =
      Key.optional(
          "email",
          Forms.matching("[^@\\s]+@[^@\\s]+", "an e-mail address"),
          CertificateSettings::email,
          Strength.unordered(),
          "An e-mail address among the certificate's alternative names, equal as a whole.");
  static final Key<CertificateSettings, Optional<String>> SUBJECT =
      Key.optional(
          "subject",
          Forms.matching("\\S.*=.*", "a distinguished name such as `CN=ci,O=Example`"),
          CertificateSettings::subject,
          Strength.unordered(),
          "The certificate's subject as RFC 2253 writes it, equal as a whole.");
  static final Key<CertificateSettings, String> PRINCIPAL =
      Key.required(
          "principal",
          Scalars.principal(),
          CertificateSettings::principal,
          Strength.unordered(),
          "The name of this caller in policy and audit.");
  static final Key<CertificateSettings, List<String>> ROLES =
      Key.of(
          "roles",
          Forms.list(Scalars.role()),
          List.of(),
          CertificateSettings::roles,
          Strength.moreIsWeaker(),
          "The roles of this caller.");

  static final Section<CertificateSettings> SECTION =
      Section.of(
              "a client certificate and whose it is",
              CertificateSettings::of,
              URI,
              DNS,
              EMAIL,
              SUBJECT,
              PRINCIPAL,
              ROLES)
          .check(
              (values, spot) -> {
                long given =
                    Stream.of(URI, DNS, EMAIL, SUBJECT)
                        .filter(key -> values.get(key).isPresent())
                        .count();
                if (given != 1) {
                  spot.problem(
                      given == 0 ? "names no certificate" : "names a certificate in several ways",
                      "give exactly one of `uri`, `dns`, `email` and `subject`");
                }
              },
              URI,
              DNS,
              EMAIL,
              SUBJECT);

  private static CertificateSettings of(Values values) {
    return new CertificateSettings(
        values.get(URI),
        values.get(DNS),
        values.get(EMAIL),
        values.get(SUBJECT),
        values.get(PRINCIPAL),
        values.get(ROLES));
  }
}
