package io.portreeve.gateway.login;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.gateway.upstream.Challenge;
import io.portreeve.gateway.upstream.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

  /** For so long a grant is believed without a look at where it is kept. */
  static final Duration BELIEVED = Duration.ofMillis(500);

  private final Place place;
  private Optional<Grant> grant = Optional.empty();
  private boolean loaded;
  private Instant looked = Instant.EPOCH;
  private Optional<Challenge> wanted = Optional.empty();
  private final Map<String, Challenge> more = Bounded.newest(MOST_EXCHANGES);
  private List<String> asked = List.of();
  private String askedFor = "";
  private String last = "";
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

  /** Port: where the grant is kept. What is read is asked for once. */
  interface Place {
    Optional<Grant> grant();

    void put(Grant grant);

    /** In one step with the look whether there is one; false if there is none. */
    boolean replace(Grant grant);

    void remove();
  }

  Standing(Place place) {
    this.place = place;
  }

  synchronized Optional<Grant> grant() {
    if (!loaded) {
      grant = place.grant();
      loaded = true;
      grant.ifPresent(this::remember);
    }
    return grant;
  }

  /**
   * Looks now and then what others did meanwhile: the operator may have taken the grant away, and
   * another node may have renewed it, or had the user there.
   */
  synchronized void look(Instant now) {
    if (Age.isLessThan(BELIEVED, looked, now)) {
      return;
    }
    if (loaded) {
      Optional<Grant> kept = place.grant();
      if (kept.isEmpty()) {
        grant = Optional.empty();
      } else if (!kept.get().id().equals(last)) {
        knows(kept.get());
        isThere();
      } else if (grant.isPresent()) {
        grant = kept;
      }
    }
    // Not before: a look that fails is none, and the next exchange must try again.
    looked = now;
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

  private void remember(Grant one) {
    last = one.id();
    asked = one.asked();
    askedFor = one.resource();
  }

  /** What was asked for there before: a login that adds to it must not lose it. */
  synchronized List<String> asked(String resource) {
    return askedFor.equals(resource) ? asked : List.of();
  }

  /** Whether logins for more scopes have brought nothing. */
  synchronized boolean isStuck(Instant now) {
    return stepUps >= MOST_STEP_UPS && Age.isLessThan(FORGIVEN, steppedUp, now);
  }

  /**
   * The server was shown nothing, for there was no login that is good for it.
   *
   * @param seen what there was instead; if that is no longer so, the user was there meanwhile
   */
  synchronized void needsLogin(Optional<Grant> seen, Challenge challenge) {
    if (grant().map(Grant::id).equals(seen.map(Grant::id))) {
      wants(challenge);
    }
  }

  /**
   * The server takes no token of this grant any more.
   *
   * @return whether that ends anything: not if another login took its place meanwhile
   */
  synchronized boolean ended(String id, Challenge challenge) {
    if (!isOf(id)) {
      return false;
    }
    place.remove();
    wants(challenge);
    return true;
  }

  private void wants(Challenge challenge) {
    wanted = Optional.of(challenge);
    grant = Optional.empty();
    loaded = true;
  }

  private boolean isOf(String id) {
    return grant().filter(it -> it.id().equals(id)).isPresent();
  }

  /** The grant is good, but not for this exchange. */
  synchronized void needsMore(String exchange, Challenge challenge) {
    more.put(exchange, challenge);
  }

  /**
   * Newer tokens of a login.
   *
   * @return whether they are kept: not if it ended, was taken away or replaced meanwhile
   */
  synchronized boolean renewed(Grant next) {
    boolean kept = isOf(next.id()) && place.replace(next);
    if (kept) {
      knows(next);
    } else {
      looked = Instant.EPOCH; // if it was taken away, whoever asks next is to see that
    }
    return kept;
  }

  private void knows(Grant next) {
    grant = Optional.of(next);
    loaded = true;
    remember(next);
  }

  /** The user was there. */
  synchronized void loggedIn(Grant next, Instant now) {
    place.put(next);
    knows(next);
    if (!more.isEmpty()) {
      stepUps = Age.isLessThan(FORGIVEN, steppedUp, now) ? stepUps + 1 : 1;
      steppedUp = now;
    }
    isThere();
  }

  private void isThere() {
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

  /**
   * Waits until the user was there, but no longer than this. He may come back to another node, of
   * which nobody tells us: it is looked for now and then.
   */
  synchronized void await(Duration most, InstantSource clock) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (wanted.isPresent() || !more.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(Math.min(left, BELIEVED.toMillis()));
      look(clock.instant());
    }
  }
}
