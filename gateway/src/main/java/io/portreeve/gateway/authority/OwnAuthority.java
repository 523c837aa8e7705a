package io.portreeve.gateway.authority;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A certificate authority: it signs for servers and clients, and for no other authority.
 *
 * <p>Promise: every certificate has a key of its own (EC, P-256), a serial number of 127 random
 * bits, and ends before the authority does.
 */
public final class OwnAuthority {
  /** How far clocks may be apart: a certificate begins so much before it was made. */
  static final Duration SKEW = Duration.ofMinutes(1);

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final InstantSource clock;
  private final SecureRandom random;

  private OwnAuthority(
      X509Certificate certificate, PrivateKey key, InstantSource clock, SecureRandom random) {
    this.certificate = certificate;
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  /** A certificate, those that vouch for it, and its key. */
  public record Issued(List<X509Certificate> chain, PrivateKey key) {
    public Issued {
      chain = List.copyOf(chain);
    }

    /** When it is no longer good. */
    public Instant ends() {
      return chain.getFirst().getNotAfter().toInstant();
    }
  }

  /** A new one, good for so long. */
  public static OwnAuthority create(
      String name, Duration life, InstantSource clock, SecureRandom random)
      throws GeneralSecurityException {
    KeyPair pair = pair(random);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var frame =
        new Certificates.Frame(
            serial(random),
            Certificates.issuer(name),
            pair.getPublic(),
            now.minus(SKEW),
            now.plus(life),
            name,
            pair.getPublic());
    return new OwnAuthority(
        Certificates.authority(frame, pair.getPrivate()), pair.getPrivate(), clock, random);
  }

  /** One that was made before. */
  public static OwnAuthority of(Issued kept, InstantSource clock, SecureRandom random) {
    return new OwnAuthority(kept.chain().getFirst(), kept.key(), clock, random);
  }

  /** What has to be kept of it. */
  public Issued kept() {
    return new Issued(List.of(certificate), key);
  }

  /**
   * A certificate and a key for it; good for so long, or for as long as this authority is.
   *
   * @throws GeneralSecurityException if this authority is not good any more
   */
  public Issued issue(Subject subject, Duration life) throws GeneralSecurityException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant last = certificate.getNotAfter().toInstant();
    if (!now.isBefore(last)) {
      throw new GeneralSecurityException("the authority was good until " + last);
    }
    Instant end = now.plus(life);
    KeyPair pair = pair(random);
    var frame =
        new Certificates.Frame(
            serial(random),
            certificate.getSubjectX500Principal(),
            certificate.getPublicKey(),
            now.minus(SKEW),
            end.isBefore(last) ? end : last,
            subject.name(),
            pair.getPublic());
    return new Issued(
        List.of(Certificates.own(frame, subject, key), certificate), pair.getPrivate());
  }

  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(127, random).setBit(0);
  }

  private static KeyPair pair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }
}
