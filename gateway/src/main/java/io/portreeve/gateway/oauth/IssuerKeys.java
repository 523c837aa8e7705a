package io.portreeve.gateway.oauth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.portreeve.gateway.keeping.Age;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys that an issuer signs with now.
 *
 * <p>Promise: keys are fetched again when they are older than {@code refresh}, and when a token
 * names one that is not among them, but never more often than once in {@link #INTERVAL}, whatever
 * tokens come. When they cannot be fetched, those that are held serve until they are older than
 * {@code maxStaleness}; after that there are none.
 */
final class IssuerKeys {
  static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST = 64;
  private static final System.Logger LOG = System.getLogger("io.portreeve.issuers");

  /** Where keys come from. */
  @FunctionalInterface
  interface Source {
    byte[] fetch() throws IssuerUnavailable, InterruptedException;
  }

  private final Source source;
  private final Duration refresh;
  private final Duration maxStaleness;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Optional<Held> held = Optional.empty();
  private Optional<Instant> tried = Optional.empty();

  IssuerKeys(Source source, Duration refresh, Duration maxStaleness, InstantSource clock) {
    this.source = source;
    this.refresh = refresh;
    this.maxStaleness = maxStaleness;
    this.clock = clock;
  }

  /**
   * Keys that were in force together.
   *
   * @param number a greater one for every change
   */
  record Keys(JWKSet set, long number) {}

  private record Held(Keys keys, Instant at) {
    boolean isYoungerThan(Duration age, Instant now) {
      return Age.isLessThan(age, at, now);
    }
  }

  /** Those in force; of the same number for as long as they are the same. */
  Keys current() throws IssuerUnavailable, InterruptedException {
    Optional<Held> now = usable();
    if (now.filter(it -> it.isYoungerThan(refresh, clock.instant())).isPresent()) {
      return now.get().keys();
    }
    if (now.isPresent()) {
      renewUnlessAnotherDoes();
    } else {
      renew(Optional.empty());
    }
    return orNone();
  }

  /** Those in force, fetched again if {@code seen} are still the newest and that is due. */
  Keys newerThan(Keys seen) throws IssuerUnavailable, InterruptedException {
    renew(Optional.of(seen));
    return orNone();
  }

  private Keys orNone() throws IssuerUnavailable {
    return usable()
        .map(Held::keys)
        .orElseThrow(() -> new IssuerUnavailable("the keys of the issuer cannot be had"));
  }

  private Optional<Held> usable() {
    return held.filter(it -> it.isYoungerThan(maxStaleness, clock.instant()));
  }

  private void renewUnlessAnotherDoes() throws InterruptedException {
    if (fetching.tryLock()) {
      try {
        renewIfDue();
      } finally {
        fetching.unlock();
      }
    }
  }

  private void renew(Optional<Keys> seen) throws InterruptedException {
    if (fetching.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        long newest = usable().map(it -> it.keys().number()).orElse(0L);
        if (seen.isEmpty() || newest <= seen.get().number()) {
          renewIfDue();
        }
      } finally {
        fetching.unlock();
      }
    }
  }

  private void renewIfDue() throws InterruptedException {
    Instant now = clock.instant();
    if (tried.filter(at -> Age.isLessThan(INTERVAL, at, now)).isPresent()) {
      return;
    }
    tried = Optional.of(now);
    try {
      JWKSet fetched = parsed(source.fetch());
      held = Optional.of(new Held(numbered(fetched), now));
    } catch (IssuerUnavailable unavailable) {
      LOG.log(System.Logger.Level.WARNING, "keys not fetched: {0}", unavailable.getMessage());
    }
  }

  private Keys numbered(JWKSet fetched) {
    Optional<Keys> before = held.map(Held::keys);
    return before
        .filter(it -> it.set().equals(fetched))
        .orElseGet(() -> new Keys(fetched, before.map(Keys::number).orElse(0L) + 1));
  }

  /** Keys that could make a token themselves are none to check one with. */
  private static JWKSet parsed(byte[] body) throws IssuerUnavailable {
    try {
      List<JWK> keys =
          JWKSet.parse(new String(body, StandardCharsets.UTF_8)).toPublicJWKSet().getKeys();
      if (keys.size() <= MOST) {
        return new JWKSet(keys);
      }
    } catch (ParseException | RuntimeException malformed) {
      throw new IssuerUnavailable("a key set that is none");
    }
    throw new IssuerUnavailable("a key set of more than " + MOST + " keys");
  }
}
