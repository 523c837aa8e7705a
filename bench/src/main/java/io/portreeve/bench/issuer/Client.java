package io.portreeve.bench.issuer;

import java.time.Instant;
import java.util.UUID;

/**
 * One client of the user, with a key of its own and a token that is bound to it.
 *
 * @param head of its proofs, which carries the public half of the key
 * @param hash of the token, which each proof repeats
 */
record Client(SigningKey key, String token, String head, String hash) {
  static Client of(Tokens tokens) {
    SigningKey key = SigningKey.es256();
    String token = tokens.boundTo(key);
    String head = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + key.jwk() + "}";
    return new Client(key, token, head, SigningKey.text(SigningKey.sha256(token)));
  }

  /** The token with a proof made just now, good for one request (RFC 9449, section 4.2). */
  String proved() {
    String claims =
        "{\"jti\":\"%s\",\"htm\":\"POST\",\"htu\":\"%s\",\"iat\":%d,\"ath\":\"%s\"}"
            .formatted(UUID.randomUUID(), Tokens.RESOURCE, Instant.now().getEpochSecond(), hash);
    return "DPoP " + token + "\t" + key.signed(head, claims);
  }
}
