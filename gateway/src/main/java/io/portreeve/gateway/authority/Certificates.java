package io.portreeve.gateway.authority;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Writes certificates (RFC 5280) and signs them with ECDSA and SHA-256. */
final class Certificates {
  private static final byte[] SIGNED_WITH = Der.sequence(Der.object("1.2.840.10045.4.3.2"));
  private static final int EXTENSIONS = 0xA3;
  private static final int VERSION = 0xA0;
  private static final int KEY_IDENTIFIER = 0x80;
  private static final int DNS_NAME = 0x82;
  private static final int URI_NAME = 0x86;
  private static final int ADDRESS = 0x87;

  private Certificates() {}

  /**
   * What every certificate says.
   *
   * @param signing the issuer's public key
   */
  record Frame(
      BigInteger serial,
      X500Principal issuer,
      PublicKey signing,
      Instant from,
      Instant to,
      String subject,
      PublicKey key) {}

  /** That of an authority, which may sign for no further authority. */
  static X509Certificate authority(Frame frame, PrivateKey signer) throws GeneralSecurityException {
    return signed(
        frame,
        signer,
        critical("2.5.29.19", Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
        // Signs certificates and lists of those that were taken back.
        critical("2.5.29.15", Der.bits(1, new byte[] {0x06})));
  }

  /** That of a server or client. */
  static X509Certificate own(Frame frame, Subject subject, PrivateKey signer)
      throws GeneralSecurityException {
    byte[] uses = Der.sequence(Der.object("1.3.6.1.5.5.7.3.1"), Der.object("1.3.6.1.5.5.7.3.2"));
    return signed(
        frame,
        signer,
        critical("2.5.29.19", Der.sequence()),
        // Signs handshakes.
        critical("2.5.29.15", Der.bits(7, new byte[] {(byte) 0x80})),
        extension("2.5.29.37", uses),
        extension("2.5.29.17", names(subject)));
  }

  static X500Principal issuer(String commonName) {
    return new X500Principal(name(commonName));
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(Der.object("2.5.4.3"), Der.text(commonName))));
  }

  private static byte[] names(Subject subject) {
    return Der.sequence(
        Stream.of(
                subject.hosts().stream().map(host -> Der.tagged(DNS_NAME, ascii(host))),
                subject.uris().stream().map(uri -> Der.tagged(URI_NAME, ascii(uri.toString()))),
                subject.addresses().stream().map(one -> Der.tagged(ADDRESS, one.getAddress())))
            .flatMap(names -> names)
            .toArray(byte[][]::new));
  }

  private static X509Certificate signed(Frame frame, PrivateKey signer, byte[]... extensions)
      throws GeneralSecurityException {
    byte[][] all =
        Stream.concat(
                Stream.of(extensions),
                Stream.of(
                    extension("2.5.29.14", Der.octets(identifier(frame.key()))),
                    extension(
                        "2.5.29.35",
                        Der.sequence(Der.tagged(KEY_IDENTIFIER, identifier(frame.signing()))))))
            .toArray(byte[][]::new);
    byte[] content =
        Der.sequence(
            Der.tagged(VERSION, Der.integer(BigInteger.TWO)),
            Der.integer(frame.serial()),
            SIGNED_WITH,
            frame.issuer().getEncoded(),
            Der.sequence(Der.time(frame.from()), Der.time(frame.to())),
            name(frame.subject()),
            frame.key().getEncoded(),
            Der.tagged(EXTENSIONS, Der.sequence(all)));
    byte[] whole = Der.sequence(content, SIGNED_WITH, Der.bits(0, signature(content, signer)));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] signature(byte[] content, PrivateKey signer)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer);
    signature.update(content);
    return signature.sign();
  }

  /** As RFC 7093 makes it, section 2, number 4. */
  private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
  }

  private static byte[] critical(String name, byte[] value) {
    return Der.sequence(Der.object(name), Der.yes(), Der.octets(value));
  }

  private static byte[] extension(String name, byte[] value) {
    return Der.sequence(Der.object(name), Der.octets(value));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
