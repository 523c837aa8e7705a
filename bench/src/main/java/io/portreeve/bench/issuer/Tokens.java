package io.portreeve.bench.issuer;

import java.time.Instant;
import java.util.UUID;

/** Makes the access tokens, all of one user, each with an id of its own. */
final class Tokens {
  /** What the endpoint of every gateway that is measured is called. */
  static final String RESOURCE = "https://mcp.bench.example/mcp";

  private static final int LIFE_SECONDS = 4 * 3600;

  private final String issuer;
  private final SigningKey rs256 = SigningKey.rs256();
  private final SigningKey es256 = SigningKey.es256();

  Tokens(String issuer) {
    this.issuer = issuer;
  }

  /** The public keys (RFC 7517, section 5). */
  String jwks() {
    return "{\"keys\":[%s,%s]}".formatted(published(rs256), published(es256));
  }

  private static String published(SigningKey key) {
    return "{\"kid\":\"%s\",\"use\":\"sig\",\"alg\":\"%s\",%s"
        .formatted(key.algorithm(), key.algorithm(), key.jwk().substring(1));
  }

  String rs256() {
    return signed(rs256, claims(RESOURCE, ""));
  }

  String es256() {
    return signed(es256, claims(RESOURCE, ""));
  }

  /** One that only the holder of a key may use (RFC 9449, section 6). */
  String boundTo(SigningKey key) {
    return signed(es256, claims(RESOURCE, ",\"cnf\":{\"jkt\":\"" + key.thumbprint() + "\"}"));
  }

  /** One that only who shows this certificate may use (RFC 8705, section 3.1). */
  String boundTo(String thumbprint) {
    return signed(es256, claims(RESOURCE, ",\"cnf\":{\"x5t#S256\":\"" + thumbprint + "\"}"));
  }

  /** What a token is exchanged for. */
  String forServer(String audience) {
    return signed(es256, claims(audience, ""));
  }

  /** What is said of a token that says nothing itself (RFC 7662, section 2.2). */
  String introspected() {
    return claims(RESOURCE, ",\"active\":true");
  }

  private static String signed(SigningKey key, String claims) {
    String head =
        "{\"typ\":\"at+jwt\",\"alg\":\"%s\",\"kid\":\"%s\"}"
            .formatted(key.algorithm(), key.algorithm());
    return key.signed(head, claims);
  }

  private String claims(String audience, String more) {
    long now = Instant.now().getEpochSecond();
    return ("{\"iss\":\"%s\",\"sub\":\"bench\",\"aud\":\"%s\",\"client_id\":\"desk\","
            + "\"scope\":\"mcp files:read\",\"roles\":[\"staff\"],\"iat\":%d,\"exp\":%d,"
            + "\"jti\":\"%s\"%s}")
        .formatted(issuer, audience, now, now + LIFE_SECONDS, UUID.randomUUID(), more);
  }
}
