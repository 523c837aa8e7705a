package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.Optional;

/**
 * TLS towards the clients: our certificate, and theirs.
 *
 * @param certificate where our chain lies, PEM, our own first
 * @param key where its private key lies, PEM (PKCS #8)
 * @param clientCa where the authorities lie that sign clients' certificates, PEM
 * @param clientCertificates whether clients must show one
 */
public record TlsSettings(
    Reference certificate,
    Reference key,
    Optional<Reference> clientCa,
    ClientCertificates clientCertificates) {

  static final Key<TlsSettings, Reference> CERTIFICATE =
      Key.required(
          "certificate",
          Forms.renewedMaterial(),
          TlsSettings::certificate,
          Strength.neutral(),
          "Where our certificate chain lies: PEM, our own certificate first; read anew when it is"
              + " renewed.");
  static final Key<TlsSettings, Reference> KEY =
      Key.required(
          "key",
          Forms.renewedSecret(),
          TlsSettings::key,
          Strength.neutral(),
          "Where the private key of the certificate lies: PEM, PKCS #8.");
  static final Key<TlsSettings, Optional<Reference>> CLIENT_CA =
      Key.optional(
          "client-ca",
          Forms.material(),
          TlsSettings::clientCa,
          Strength.presentIsWeaker("now trusts other authorities for client certificates"),
          "Where the authorities lie that sign the certificates of clients: PEM.");
  static final Key<TlsSettings, ClientCertificates> CLIENT_CERTIFICATES =
      Key.of(
          "client-certificates",
          Forms.oneOf(ClientCertificates.class),
          ClientCertificates.NONE,
          TlsSettings::clientCertificates,
          Strength.greaterIsWeaker(),
          "Whether a client must show a certificate to connect at all.");

  static final Section<TlsSettings> SECTION =
      Section.of(
              "TLS towards the clients",
              TlsSettings::of,
              CERTIFICATE,
              KEY,
              CLIENT_CA,
              CLIENT_CERTIFICATES)
          .check(
              (values, spot) -> {
                boolean asks = values.get(CLIENT_CERTIFICATES) != ClientCertificates.NONE;
                if (asks != values.get(CLIENT_CA).isPresent()) {
                  spot.at(asks ? CLIENT_CERTIFICATES : CLIENT_CA)
                      .problem(
                          asks
                              ? "needs `client-ca`"
                              : "has no effect without `client-certificates`",
                          "give both `client-ca` and `client-certificates`, or neither");
                }
              },
              CLIENT_CA,
              CLIENT_CERTIFICATES);

  private static TlsSettings of(Values values) {
    return new TlsSettings(
        values.get(CERTIFICATE),
        values.get(KEY),
        values.get(CLIENT_CA),
        values.get(CLIENT_CERTIFICATES));
  }
}
