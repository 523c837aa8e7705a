package io.portreeve.gateway.login;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * How one user stands at one server, as far as is known here; the grant itself is what the store
 * says. Guarded by itself.
 */
final class Standing {
  /** A server that wants more scopes after so many logins will want more for ever. */
  private static final int MOST_STEP_UPS = 2;

  private static final Duration FORGIVEN = Duration.ofHours(1);
  private static final int MOST_EXCHANGES = 64;

  private Optional<Grant> grant = Optional.empty();
  private boolean loaded;
  private Optional<Challenge> wanted = Optional.empty();
  private final Map<String, Challenge> more = Bounded.newest(MOST_EXCHANGES);
  private List<String> asked = List.of();
  private int stepUps;
  private Instant steppedUp = Instant.EPOCH;
  private Instant renewed = Instant.EPOCH;
  private @Nullable FutureTask<Renewal> renewing;

  /** What came of a refresh. */
  enum Renewal {
    DONE,
    ENDED,
    UNANSWERED
  }

  /** What the store holds, asked once. */
  @FunctionalInterface
  interface Source {
    Optional<Grant> grant();
  }

  synchronized Optional<Grant> grant(Source source) {
    if (!loaded) {
      grant = source.grant();
      loaded = true;
      asked = grant.map(Grant::asked).orElse(List.of());
    }
    return grant;
  }

  /** Whether this exchange goes no further without a login. */
  synchronized boolean isWanted(String exchange) {
    return wanted.isPresent() || more.containsKey(exchange);
  }

  /** What a login is to bring: what anything needs, and what single exchanges need. */
  synchronized Challenge wanted() {
    Challenge all = wanted.orElse(Challenge.none());
    for (Challenge one : more.values()) {
      all =
          new Challenge(
              all.metadata().or(one::metadata),
              Scopes.union(all.scopes(), one.scopes()),
              Optional.empty());
    }
    return all;
  }

  /** What was asked for before: a login that adds to it must not lose it. */
  synchronized List<String> asked() {
    return asked;
  }

  /** Whether logins for more scopes have brought nothing. */
  synchronized boolean isStuck(Instant now) {
    return stepUps >= MOST_STEP_UPS && Age.isLessThan(FORGIVEN, steppedUp, now);
  }

  /** The server takes no token of this grant any more, or there never was one. */
  synchronized void needsLogin(Challenge challenge) {
    wanted = Optional.of(challenge);
    grant = Optional.empty();
    loaded = true;
  }

  /** The grant is good, but not for this exchange. */
  synchronized void needsMore(String exchange, Challenge challenge) {
    more.put(exchange, challenge);
  }

  synchronized void has(Grant next) {
    grant = Optional.of(next);
    loaded = true;
    asked = next.asked();
  }

  /** The user was there. */
  synchronized void loggedIn(Grant next, Instant now) {
    has(next);
    if (!more.isEmpty()) {
      stepUps = Age.isLessThan(FORGIVEN, steppedUp, now) ? stepUps + 1 : 1;
      steppedUp = now;
    }
    wanted = Optional.empty();
    more.clear();
    notifyAll();
  }

  /** One attempt for all who wait; by a thread that none of them can interrupt. */
  synchronized FutureTask<Renewal> renewing(Instant now, FutureTask<Renewal> attempt) {
    FutureTask<Renewal> running = renewing;
    if (running != null && !running.isDone()) {
      return running;
    }
    renewing = attempt;
    renewed = now;
    Thread.ofVirtual().name("login-refresh").start(attempt);
    return attempt;
  }

  /** When tokens were last renewed. */
  synchronized Instant renewed() {
    return renewed;
  }

  /** Waits until the user was there, but no longer than this. */
  synchronized void await(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (wanted.isPresent() || !more.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
