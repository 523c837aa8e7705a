package io.portreeve.gateway.config;

import io.portreeve.controls.serverspoofing.ServerIdentity;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * TLS towards one server: what it has to prove, and what we show it. The files may be renewed at
 * any time.
 *
 * @param ca where the authorities lie that sign its certificate, PEM; empty: the platform's
 * @param spiffeId who it must be; empty: whoever its host name says
 * @param pins its keys, as RFC 7469 writes them; empty: any
 * @param certificate where our chain lies, PEM, our own first; empty: we show none
 * @param key where its private key lies, PEM (PKCS #8)
 */
public record ServerTlsSettings(
    Optional<Reference> ca,
    Optional<String> spiffeId,
    List<String> pins,
    Optional<Reference> certificate,
    Optional<Reference> key) {

  static final Key<ServerTlsSettings, Optional<Reference>> CA =
      Key.optional(
          "ca",
          Forms.renewedMaterial(),
          ServerTlsSettings::ca,
          Strength.absentIsWeaker("now believes every authority of the platform"),
          "Where the authorities lie that sign the server's certificate: PEM; absent, the"
              + " platform's.");
  static final Key<ServerTlsSettings, Optional<String>> SPIFFE_ID =
      Key.optional(
          "spiffe-id",
          Forms.matching(
              ServerIdentity.SPIFFE_ID, "a SPIFFE id such as `spiffe://corp.example/files`"),
          ServerTlsSettings::spiffeId,
          Strength.unordered(),
          "Who the server must be, in place of its host name; needs `ca`.");
  static final Key<ServerTlsSettings, List<String>> PINS =
      Key.of(
          "pins",
          Forms.list(
              Forms.matching(
                  "sha256/[A-Za-z0-9+/]{43}=", "`sha256/` and the Base64 of a key's SHA-256")),
          List.of(),
          ServerTlsSettings::pins,
          Strength.emptyIsAll("now believes any key"),
          "The keys that the server's own certificate may have; absent, any.");
  static final Key<ServerTlsSettings, Optional<Reference>> CERTIFICATE =
      Key.optional(
          "certificate",
          Forms.renewedMaterial(),
          ServerTlsSettings::certificate,
          Strength.neutral(),
          "Where our certificate chain for the server lies: PEM, our own first; read anew when it"
              + " is renewed.");
  static final Key<ServerTlsSettings, Optional<Reference>> KEY =
      Key.optional(
          "key",
          Forms.renewedSecret(),
          ServerTlsSettings::key,
          Strength.neutral(),
          "Where the private key of the certificate lies: PEM, PKCS #8.");

  static final Section<ServerTlsSettings> SECTION =
      Section.of(
              "TLS towards a server",
              values ->
                  new ServerTlsSettings(
                      values.get(CA),
                      values.get(SPIFFE_ID),
                      values.get(PINS),
                      values.get(CERTIFICATE),
                      values.get(KEY)),
              CA,
              SPIFFE_ID,
              PINS,
              CERTIFICATE,
              KEY)
          .check(ServerTlsSettings::whole, CERTIFICATE, KEY)
          .check(ServerTlsSettings::vouched, SPIFFE_ID, CA);

  /** The key {@code tls} of whoever is asked at an address. */
  static <R> Key<R, Optional<ServerTlsSettings>> key(
      Function<R, Optional<ServerTlsSettings>> of, String says) {
    return Key.optional(
        "tls",
        SECTION,
        of,
        Strength.inside(
            SECTION,
            Strength.absentIsWeaker("is gone: the platform's authorities vouch for the server")),
        says);
  }

  /** Without TLS at all of the addresses there is somebody who proves nothing. */
  static void onlyFor(List<URI> addresses, Optional<ServerTlsSettings> tls, Spot spot) {
    boolean secure =
        !addresses.isEmpty()
            && addresses.stream().allMatch(it -> "https".equalsIgnoreCase(it.getScheme()));
    if (tls.isPresent() && !secure) {
      spot.problem("has no effect here", "remove it: it is for an address with `https:`");
    }
  }

  private static void whole(Values values, Spot spot) {
    boolean certificate = values.get(CERTIFICATE).isPresent();
    if (certificate != values.get(KEY).isPresent()) {
      spot.at(certificate ? CERTIFICATE : KEY)
          .problem(
              certificate ? "is given without `key`" : "is given without `certificate`",
              "give both, or neither");
    }
  }

  /** The platform's authorities vouch for host names, and any of them could sign any id. */
  private static void vouched(Values values, Spot spot) {
    if (values.get(SPIFFE_ID).isPresent() && values.get(CA).isEmpty()) {
      spot.at(SPIFFE_ID)
          .problem("is given without `ca`", "name the authorities of its trust domain");
    }
  }
}
