package io.portreeve.gateway.pem;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads and writes certificates and private keys (RFC 7468). */
public final class Pem {
  private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  /** RFC 8017, RFC 5915, and RFC 5958 under a password: what many programs write. */
  private static final List<String> OTHER_KEYS =
      List.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY");

  private Pem() {}

  /** As a file holds them, in their order. */
  public static String text(List<X509Certificate> chain) throws GeneralSecurityException {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : chain) {
      text.append(block("CERTIFICATE", certificate.getEncoded()));
    }
    return text.toString();
  }

  /** As a file holds it, unencrypted PKCS #8. */
  public static String text(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  private static String block(String label, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
  }

  /**
   * All certificates in a file, in their order.
   *
   * @throws GeneralSecurityException if there is none, or one does not read
   */
  public static List<X509Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    // The platform does not say of a text without a certificate that this is what is wrong with it.
    if (!new String(pem, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
      throw new GeneralSecurityException("there is no certificate in the file");
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : factory.generateCertificates(new ByteArrayInputStream(pem))) {
      chain.add((X509Certificate) certificate);
    }
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate in the file");
    }
    return chain;
  }

  /** An unencrypted PKCS #8 key of any algorithm that TLS knows. */
  public static PrivateKey key(byte[] pem) throws GeneralSecurityException {
    String text = new String(pem, StandardCharsets.US_ASCII);
    int begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
    int end = text.indexOf("-----END PRIVATE KEY-----");
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException(
          OTHER_KEYS.stream()
              .filter(label -> text.contains("-----BEGIN " + label + "-----"))
              .findFirst()
              .map(label -> "the key in the file is no unencrypted PKCS #8 but of type " + label)
              .orElse("there is no key in the file"));
    }
    String body = text.substring(begin + "-----BEGIN PRIVATE KEY-----".length(), end);
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(decoded(body));
    return KEY_ALGORITHMS.stream()
        .flatMap(algorithm -> key(algorithm, encoded).stream())
        .findFirst()
        .orElseThrow(
            () -> new GeneralSecurityException("the key is of no algorithm that TLS knows"));
  }

  private static byte[] decoded(String body) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException cut) {
      throw new GeneralSecurityException("the key in the file is not whole", cut);
    }
  }

  private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec encoded) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (GeneralSecurityException another) {
      return Optional.empty();
    }
  }
}
