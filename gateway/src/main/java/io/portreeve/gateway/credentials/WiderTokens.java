package io.portreeve.gateway.credentials;

import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.gateway.upstream.Scopes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens with more scopes than are asked for at first, for users whose server wanted them
 * (specification 2026-07-28, authorization, step-up).
 *
 * <p>Promise: none is asked for more than the operator allows, whatever the server wants. One that
 * ends, or that the server refuses, is followed by one with the first scopes again.
 */
final class WiderTokens {
  private static final int MOST = 10_000;

  private final TokenSource source;
  private final List<String> allowed;
  private final Grants grants;
  private final InstantSource clock;
  private final Map<String, Wide> kept = Bounded.latelyUsed(MOST);

  private record Wide(Grant grant, List<String> scopes) {}

  /**
   * None yet.
   *
   * @param more scopes that may be asked for besides those of the source
   */
  WiderTokens(TokenSource source, List<String> more, Grants grants, InstantSource clock) {
    this.source = source;
    this.allowed = Scopes.union(source.scopes(), more);
    this.grants = grants;
    this.clock = clock;
  }

  /** The one to show for this key; empty if that is one with the first scopes. */
  synchronized Optional<Grant> of(String key) {
    return wide(key).map(Wide::grant);
  }

  private Optional<Wide> wide(String key) {
    return Optional.ofNullable(kept.get(key)).filter(it -> it.grant().isGood(clock.instant()));
  }

  /**
   * A server wants these scopes of a token that it was shown.
   *
   * @return whether there is a better one now; else what there was stays as it is
   */
  boolean widen(String key, Subject subject, String shown, List<String> wanted)
      throws InterruptedException {
    Optional<Wide> now = now(key);
    List<String> before = now.map(Wide::scopes).orElse(source.scopes());
    if (before.containsAll(wanted)) {
      // Another exchange was told the same meanwhile; or the authorization server gave less.
      return now.filter(it -> !it.grant().token().equals(shown)).isPresent();
    }
    if (!allowed.containsAll(wanted)) {
      return false;
    }
    List<String> all = Scopes.union(before, wanted);
    try {
      keep(key, new Wide(grants.of(wideKey(key, all), () -> source.token(subject, all)), all));
      return true;
    } catch (TokenUnavailable none) {
      return false;
    }
  }

  private synchronized Optional<Wide> now(String key) {
    return wide(key);
  }

  private synchronized void keep(String key, Wide wide) {
    kept.put(key, wide);
  }

  /**
   * A server refused this token.
   *
   * @return whether it was one of these, which is shown no more
   */
  synchronized boolean forget(String key, String token) {
    Optional<Wide> ours = wide(key).filter(it -> it.grant().token().equals(token));
    if (ours.isPresent()) {
      var _ = grants.forget(wideKey(key, ours.get().scopes()), token);
      kept.remove(key);
    }
    return ours.isPresent();
  }

  private static String wideKey(String key, List<String> scopes) {
    return key + " " + Scopes.text(scopes);
  }
}
