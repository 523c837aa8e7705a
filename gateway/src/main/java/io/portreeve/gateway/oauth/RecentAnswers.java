package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
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
  private final Map<String, Answer> active = bounded();
  private final Map<String, Answer> inactive = bounded();

  RecentAnswers(Duration fresh, InstantSource clock) {
    this.fresh = fresh;
    this.clock = clock;
  }

  private static Map<String, Answer> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
        return size() > MOST;
      }
    };
  }

  synchronized Optional<Answer> of(String digest) {
    return Optional.ofNullable(active.get(digest))
        .or(() -> Optional.ofNullable(inactive.get(digest)))
        .filter(this::isFresh);
  }

  synchronized Answer put(String digest, Optional<JWTClaimsSet> claims) {
    Answer answer = new Answer(claims, clock.instant());
    active.remove(digest);
    inactive.remove(digest);
    (claims.isPresent() ? active : inactive).put(digest, answer);
    return answer;
  }

  /** A clock that stepped back makes an answer old rather than fresh for ever. */
  private boolean isFresh(Answer answer) {
    Duration age = Duration.between(answer.at(), clock.instant());
    return !age.isNegative() && age.compareTo(fresh) < 0;
  }
}
