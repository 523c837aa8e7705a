package io.portreeve.gateway.credentials;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.upstream.Challenge;
import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.guard.Exchange;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Shows a server tokens of its users, each got for the token that the user came with: it is never
 * shown for another one, and never after that one has ended.
 */
final class UserTokens implements UpstreamCredentials {
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;

  private final Subjects subjects;
  private final TokenSource source;
  private final InstantSource clock;
  private final Grants grants;
  private final WiderTokens wider;
  private final Lives lives = new Lives();

  /**
   * Of this source.
   *
   * @param more scopes that the server may want besides those that are asked for at first
   */
  UserTokens(Subjects subjects, TokenSource source, List<String> more, InstantSource clock) {
    this.subjects = subjects;
    this.source = source;
    this.clock = clock;
    this.grants = new Grants(clock);
    this.wider = new WiderTokens(source, more, grants, clock);
  }

  @Override
  public UpstreamCredential of(Exchange exchange) throws InterruptedException {
    Optional<Subject> subject = subjects.of(exchange);
    if (subject.isEmpty()) {
      return new UpstreamCredential.Unavailable(
          "the caller came without an access token to get one of his own for");
    }
    if (!clock.instant().isBefore(subject.get().expires())) {
      return new UpstreamCredential.Unavailable("the token that the caller came with has expired");
    }
    try {
      Subject own = subject.get();
      Grant grant = grant(own);
      lives.extend(own.sender(), grant.until());
      return UpstreamCredential.Granted.bearer(grant.token(), own.sender());
    } catch (TokenUnavailable none) {
      return new UpstreamCredential.Unavailable(none.why());
    }
  }

  private Grant grant(Subject own) throws TokenUnavailable, InterruptedException {
    Optional<Grant> wide = wider.of(key(own));
    return wide.isPresent()
        ? wide.get()
        : grants.of(key(own), () -> source.token(own, source.scopes()));
  }

  /** The token itself decides: one that grants less is exchanged for one that grants less. */
  private static String key(Subject subject) {
    return Digest.sha256(subject.token()).hex();
  }

  @Override
  public boolean refused(Exchange exchange, UpstreamCredential.Granted granted, Refusal refusal)
      throws InterruptedException {
    Optional<Subject> subject = subjects.of(exchange);
    if (subject.isEmpty()) {
      return false;
    }
    String shown = Bearer.of(granted);
    String key = key(subject.get());
    return switch (refusal.status()) {
      case UNAUTHENTICATED -> wider.forget(key, shown) || grants.forget(key, shown);
      case FORBIDDEN -> {
        Optional<Challenge> challenge = Challenge.bearer(refusal.challenges());
        yield challenge.filter(Challenge::wantsScopes).isPresent()
            && wider.widen(key, subject.get(), shown, challenge.get().scopes());
      }
      default -> false;
    };
  }

  @Override
  public boolean lasts(Exchange exchange, UpstreamCredential.Granted granted) {
    return lives.lasts(granted.set(), clock.instant());
  }
}
