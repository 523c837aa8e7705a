package io.portreeve.gateway.credentials;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Tokens by whom they are for, until they end: each is got once for all who need it, by a thread
 * that none of them can interrupt, and what failed is not tried again at once. Only so many are
 * held and waited for.
 */
final class Grants {
  static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Grant> kept = Bounded.latelyUsed(MOST);
  private final Map<String, Failure> failed = Bounded.newest(MOST);
  private final Map<String, FutureTask<Grant>> underWay = new ConcurrentHashMap<>();

  Grants(InstantSource clock) {
    this.clock = clock;
  }

  /** Gets one. */
  interface Source {
    Grant get() throws TokenUnavailable, InterruptedException;
  }

  private record Failure(String why, Instant at) {}

  Grant of(String key, Source source) throws TokenUnavailable, InterruptedException {
    Optional<Grant> known = known(key);
    return known.isPresent() ? known.get() : awaited(getting(key, source));
  }

  private synchronized Optional<Grant> known(String key) throws TokenUnavailable {
    Instant now = clock.instant();
    Optional<Grant> grant = Optional.ofNullable(kept.get(key)).filter(it -> it.isGood(now));
    Failure last = failed.get(key);
    if (grant.isEmpty() && last != null && Age.isLessThan(PAUSE, last.at(), now)) {
      throw new TokenUnavailable(last.why());
    }
    return grant;
  }

  private FutureTask<Grant> getting(String key, Source source) throws TokenUnavailable {
    if (underWay.size() >= MOST && !underWay.containsKey(key)) {
      throw new TokenUnavailable("too many tokens are being asked for");
    }
    return underWay.computeIfAbsent(
        key,
        _ -> {
          FutureTask<Grant> getting = new FutureTask<>(() -> got(key, source));
          Thread.ofVirtual().name("token").start(getting);
          return getting;
        });
  }

  private Grant got(String key, Source source) throws TokenUnavailable, InterruptedException {
    try {
      Optional<Grant> meanwhile = known(key);
      return meanwhile.isPresent() ? meanwhile.get() : keep(key, source.get());
    } catch (TokenUnavailable none) {
      fail(key, none.why());
      throw none;
    } finally {
      underWay.remove(key);
    }
  }

  private synchronized Grant keep(String key, Grant grant) {
    failed.remove(key);
    kept.put(key, grant);
    return grant;
  }

  private synchronized void fail(String key, String why) {
    Failure last = failed.get(key);
    if (last == null || !Age.isLessThan(PAUSE, last.at(), clock.instant())) {
      failed.put(key, new Failure(why, clock.instant()));
    }
  }

  private static Grant awaited(FutureTask<Grant> getting)
      throws TokenUnavailable, InterruptedException {
    try {
      return getting.get();
    } catch (ExecutionException ended) {
      if (ended.getCause() instanceof TokenUnavailable none) {
        throw none;
      }
      throw new IllegalStateException("a fault of ours", ended.getCause());
    }
  }

  /**
   * A server refused this token: it is not shown again.
   *
   * @return whether to get another; a server that refuses what is brand-new would refuse that, too
   */
  synchronized boolean forget(String key, String token) {
    Grant grant = kept.get(key);
    if (grant == null || !grant.token().equals(token)) {
      return true; // another was got meanwhile, or will be
    }
    if (Age.isLessThan(PAUSE, grant.got(), clock.instant())) {
      return false;
    }
    kept.remove(key);
    return true;
  }

  /** The last that was got, however long ago. */
  synchronized Optional<String> last(String key) {
    return Optional.ofNullable(kept.get(key)).map(Grant::token);
  }
}
