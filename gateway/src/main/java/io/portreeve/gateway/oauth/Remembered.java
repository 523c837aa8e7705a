package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.keeping.Bounded;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens whose signature was found good lately, by their SHA-256: never the tokens themselves.
 *
 * <p>What is remembered holds only under the very keys it was found under.
 */
final class Remembered {
  private static final int MOST = 10_000;

  private record Good(long under, JWTClaimsSet claims) {}

  private final Map<String, Good> good = Bounded.newest(MOST);

  synchronized Optional<JWTClaimsSet> of(String token, long keys) {
    return Optional.ofNullable(good.get(Sha256.base64(token)))
        .filter(it -> it.under() == keys)
        .map(Good::claims);
  }

  synchronized void put(String token, long keys, JWTClaimsSet claims) {
    good.put(Sha256.base64(token), new Good(keys, claims));
  }
}
