package io.portreeve.gateway;

import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.pem.Pem;
import io.portreeve.gateway.tls.Material;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;

/**
 * Certificates and keys where the configuration says they lie; each is named if it does not fit.
 */
record TlsFiles(SecretSource secrets) {
  private static final String CERTIFICATES = "give certificates as PEM (BEGIN CERTIFICATE)";
  private static final String KEY =
      "give its private key as unencrypted PKCS #8; to convert one: `openssl pkcs8 -topk8 -nocrypt"
          + " -in OLD -out NEW`";

  /** Reads one, or all. */
  interface Reading {
    void run() throws IOException, GeneralSecurityException;
  }

  /** Whether certificates lie there. */
  Stream<Unfit> certificates(String key, Reference place) {
    return unfit(key, place, CERTIFICATES, () -> Pem.certificates(material(place)));
  }

  /** Whether a private key lies there, which nobody else may read. */
  Stream<Unfit> privateKey(String key, Reference place) {
    return unfit(key, place, KEY, () -> Pem.key(secret(place).reveal()));
  }

  /** Whether two that can be read make a pair. */
  Stream<Unfit> pair(String key, Reference place, Reference certificate, Reading together) {
    return unfit(key, place, "give the key of the certificate in " + place(certificate), together);
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

  Secret secret(Reference reference) {
    return secrets.resolve(reference.toString());
  }

  byte[] material(Reference reference) throws IOException {
    return renewed(reference).read();
  }

  /** As it is each time that it is read. */
  Material renewed(Reference reference) {
    return Material.of(reference, secrets);
  }

  /** Likewise, of what nobody else may read. */
  Material renewedSecret(Reference reference) {
    return () -> {
      try {
        return secret(reference).reveal();
      } catch (SecretUnavailable gone) {
        throw new IOException(gone.getMessage(), gone);
      }
    };
  }
}
