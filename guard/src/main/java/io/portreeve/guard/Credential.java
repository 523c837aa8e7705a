package io.portreeve.guard;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the proof itself that somebody showed, apart from whom it proves.
 *
 * @param expires from when on it proves nothing; empty if it says no end
 * @param token the access token, if it was one
 */
public record Credential(Optional<Instant> expires, Optional<SubjectToken> token) {
  private static final Credential LASTING = new Credential(Optional.empty(), Optional.empty());

  /** One without an end that is known, and no token. */
  public static Credential lasting() {
    return LASTING;
  }
}
