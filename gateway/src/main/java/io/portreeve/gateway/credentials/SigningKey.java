package io.portreeve.gateway.credentials;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretUnavailable;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** A private key of ours, written as a JWK, that signs who we are. */
final class SigningKey {
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final JWK key;
  private final JWSAlgorithm algorithm;
  private final InstantSource clock;

  private SigningKey(JWK key, JWSAlgorithm algorithm, InstantSource clock) {
    this.key = key;
    this.algorithm = algorithm;
    this.clock = clock;
  }

  /**
   * The key that the text is.
   *
   * @throws SecretUnavailable if it is no private key that can sign
   */
  static SigningKey of(Secret text, InstantSource clock) {
    try {
      JWK key = JWK.parse(text.revealText());
      if (!key.isPrivate()) {
        throw new NamedSecretUnavailable("a client key that is not private");
      }
      JWSAlgorithm usual = usual(key);
      JWSAlgorithm algorithm =
          Optional.ofNullable(key.getAlgorithm())
              .map(it -> JWSAlgorithm.parse(it.getName()))
              .orElse(usual);
      return new SigningKey(key, algorithm, clock);
    } catch (ParseException | IllegalArgumentException malformed) {
      throw new NamedSecretUnavailable("a client key that is no JWK (RFC 7517)");
    }
  }

  private static JWSAlgorithm usual(JWK key) {
    return switch (key) {
      case RSAKey _ -> JWSAlgorithm.RS256;
      case ECKey elliptic -> byCurve(String.valueOf(elliptic.getCurve()));
      default -> throw new NamedSecretUnavailable("a client key that is neither RSA nor EC");
    };
  }

  private static JWSAlgorithm byCurve(String curve) {
    return switch (curve) {
      case "P-256" -> JWSAlgorithm.ES256;
      case "P-384" -> JWSAlgorithm.ES384;
      case "P-521" -> JWSAlgorithm.ES512;
      default -> throw new NamedSecretUnavailable("a client key of a curve that nobody signs with");
    };
  }

  /** Says for a minute, and for one use, who we are. */
  String assertion(String clientId, String audience) throws TokenUnavailable {
    try {
      Instant now = clock.instant();
      JWTClaimsSet claims =
          new JWTClaimsSet.Builder()
              .issuer(clientId)
              .subject(clientId)
              .audience(audience)
              .jwtID(UUID.randomUUID().toString())
              .issueTime(Date.from(now))
              .expirationTime(Date.from(now.plus(LIFE)))
              .build();
      SignedJWT assertion =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
      JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
      assertion.sign(signer);
      return assertion.serialize();
    } catch (JOSEException unable) {
      throw new TokenUnavailable("our key cannot sign who we are");
    }
  }
}
