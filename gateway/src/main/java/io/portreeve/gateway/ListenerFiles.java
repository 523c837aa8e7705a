package io.portreeve.gateway;

import io.portreeve.gateway.config.TlsSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.http.TlsServer;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.tls.ListenerTls;
import io.portreeve.gateway.tls.Material;
import io.portreeve.gateway.tls.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that the TLS towards clients is made of. Each is named where it does not fit. */
record ListenerFiles(TlsSettings settings, SecretSource secrets) {
  private static final String CERTIFICATES = "give certificates as PEM (BEGIN CERTIFICATE)";
  private static final String KEY =
      "give its private key as unencrypted PKCS #8; to convert one: openssl pkcs8 -topk8 -nocrypt"
          + " -in OLD -out NEW";

  /** Reads one, or all. */
  private interface Reading {
    void run() throws IOException, GeneralSecurityException;
  }

  /**
   * Makes it from them.
   *
   * @throws StartFault if one does not fit
   */
  TlsServer tls() throws StartFault {
    List<Unfit> unfit = unfit();
    if (!unfit.isEmpty()) {
      throw new StartFault(String.join(", and ", unfit.stream().map(Unfit::line).toList()));
    }
    try {
      return made();
    } catch (IOException | GeneralSecurityException changed) {
      throw new StartFault("tls: " + changed.getMessage(), changed);
    }
  }

  /** What a start would refuse; whether key and certificate are a pair once both can be read. */
  List<Unfit> unfit() {
    Stream<Unfit> certificate =
        unfit(
            "tls.certificate",
            settings.certificate(),
            CERTIFICATES,
            () -> Pem.certificates(chain()));
    Stream<Unfit> key = unfit("tls.key", settings.key(), KEY, () -> Pem.key(secret().reveal()));
    Stream<Unfit> authorities =
        settings.clientCa().stream()
            .flatMap(ca ->
                unfit("tls.client-ca", ca, CERTIFICATES, () -> Pem.certificates(material(ca))));
    List<Unfit> each = Stream.of(certificate, key, authorities).flatMap(it -> it).toList();
    return each.isEmpty() ? pair() : each;
  }

  private List<Unfit> pair() {
    String fix = "give the key of the certificate in " + place(settings.certificate());
    return unfit("tls.key", settings.key(), fix, this::made).toList();
  }

  private static Stream<Unfit> unfit(String key, Reference place, String fix, Reading reading) {
    try {
      reading.run();
      return Stream.empty();
    } catch (GeneralSecurityException unfit) {
      return Stream.of(new Unfit(key, place(place) + ": " + unfit.getMessage(), fix));
    } catch (SecretUnavailable gone) {
      return Stream.of(new Unfit(key, String.valueOf(gone.getMessage()), fix));
    } catch (IOException unreadable) {
      return Stream.of(new Unfit(key, place(place) + " cannot be read", fix));
    }
  }

  private static String place(Reference reference) {
    return switch (reference) {
      case Reference.InFile(var path) -> path.toString();
      case Reference.InEnvironment variable -> variable.toString();
      case Reference.Plain _ -> "the text here";
    };
  }

  private TlsServer made() throws IOException, GeneralSecurityException {
    Optional<Reference> authorities = settings.clientCa();
    byte[] key = secret().reveal();
    return authorities.isEmpty()
        ? ListenerTls.of(chain(), key)
        : ListenerTls.of(chain(), key, material(authorities.get()), clients());
  }

  private TlsServer.ClientCertificate clients() {
    return switch (settings.clientCertificates()) {
      case NONE -> TlsServer.ClientCertificate.NONE;
      case OPTIONAL -> TlsServer.ClientCertificate.OPTIONAL;
      case REQUIRED -> TlsServer.ClientCertificate.REQUIRED;
    };
  }

  private byte[] chain() throws IOException {
    return material(settings.certificate());
  }

  private Secret secret() {
    return secrets.resolve(settings.key().toString());
  }

  private byte[] material(Reference reference) throws IOException {
    return Material.of(reference, secrets).read();
  }
}
