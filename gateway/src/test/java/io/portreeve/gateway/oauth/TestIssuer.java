package io.portreeve.gateway.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** An authorization server of the test's own: it has keys, and makes tokens good and bad. */
public final class TestIssuer {
  /** What our endpoint is called in tests. */
  public static final String RESOURCE = "https://mcp.example.com/mcp";

  final String name;
  private final InstantSource clock;
  private final List<JWK> published = new ArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private ECKey signing;

  public TestIssuer(String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
    this.signing = rotate();
  }

  /** From now on it signs with another key, which it publishes beside the older ones. */
  public ECKey rotate() {
    signing = key(name + "#" + numbers.incrementAndGet());
    published.add(signing);
    return signing;
  }

  /** From now on it publishes this key, too, and does not sign with it. */
  ECKey publish(ECKey key) {
    published.add(key);
    return key;
  }

  /** From now on it publishes its newest key alone. */
  public void forgetOlderKeys() {
    published.clear();
    published.add(signing);
  }

  /** A key that nobody published. */
  public static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException unable) {
      throw new IllegalStateException(unable);
    }
  }

  public ECKey signing() {
    return signing;
  }

  /** Its keys as it publishes them. */
  public byte[] jwks() {
    return new JWKSet(List.copyOf(published)).toString(true).getBytes(StandardCharsets.UTF_8);
  }

  /** What a good token for {@link #RESOURCE} says, good for ten minutes. */
  public JWTClaimsSet.Builder claims(String subject) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(name)
        .subject(subject)
        .audience(RESOURCE)
        .claim("client_id", "desk")
        .claim("scope", "mcp")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
  }

  /** A token with these claims, signed with the newest key. */
  public String token(JWTClaimsSet.Builder claims) {
    return token(header().build(), claims, signing);
  }

  public JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(new JOSEObjectType("at+jwt"))
        .keyID(signing.getKeyID());
  }

  public static String token(JWSHeader header, JWTClaimsSet.Builder claims, ECKey key) {
    try {
      SignedJWT token = new SignedJWT(header, claims.build());
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException unable) {
      throw new IllegalStateException(unable);
    }
  }

  /** The proof of a key for a POST of this token to {@link #RESOURCE}. */
  public static String proof(ECKey key, String token, Instant made) {
    return proof(key, token, made, URI.create(RESOURCE));
  }

  /** The same for a POST to another address. */
  public static String proof(ECKey key, String token, Instant made, URI address) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("dpop+jwt"))
            .jwk(key.toPublicJWK())
            .build();
    return token(
        header,
        new JWTClaimsSet.Builder()
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(made))
            .claim("htm", "POST")
            .claim("htu", address.toString())
            .claim("ath", Sha256.base64(token)),
        key);
  }
}
