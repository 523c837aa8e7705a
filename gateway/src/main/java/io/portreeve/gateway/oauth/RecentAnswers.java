package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What an issuer said lately of tokens, by their SHA-256. Invented tokens push out no real ones.
 */
final class RecentAnswers {
  private static final int MOST = 10_000;

  /** What was said of one token; no claims if it is not active. */
  record Answer(Optional<JWTClaimsSet> claims, Instant at) {}

  private final Duration fresh;
  private final InstantSource clock;
  private final Map<String, Answer> active = Bounded.newest(MOST);
  private final Map<String, Answer> inactive = Bounded.newest(MOST);

  RecentAnswers(Duration fresh, InstantSource clock) {
    this.fresh = fresh;
    this.clock = clock;
  }

  synchronized Optional<Answer> of(String digest) {
    return Optional.ofNullable(active.get(digest))
        .or(() -> Optional.ofNullable(inactive.get(digest)))
        .filter(answer -> Age.isLessThan(fresh, answer.at(), clock.instant()));
  }

  synchronized Answer put(String digest, Optional<JWTClaimsSet> claims) {
    Answer answer = new Answer(claims, clock.instant());
    active.remove(digest);
    inactive.remove(digest);
    (claims.isPresent() ? active : inactive).put(digest, answer);
    return answer;
  }
}
