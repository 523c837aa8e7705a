package io.portreeve.gateway.oauth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.outage.Outage;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The keys that an issuer signs with now.
 *
 * <p>Promise: keys are fetched again before they are older than {@code refresh}, and when a token
 * names one that is not among them, but never more often than once in {@link #INTERVAL}, whatever
 * tokens come. When they cannot be fetched, those that are held serve until they are older than
 * {@code maxStaleness}; after that there are none.
 *
 * <p>Nobody fetches for himself: one thread does for all who wait, and whoever leaves takes nothing
 * from the others. While keys are good, nobody waits at all.
 */
final class IssuerKeys {
  static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int MOST = 64;
  private static final String NONE = "the keys of the issuer cannot be had";

  /** Where keys come from; it ends by itself. */
  @FunctionalInterface
  interface Source {
    byte[] fetch() throws DocumentUnavailable, InterruptedException;
  }

  private final Source source;
  private final Duration refresh;
  private final Duration maxStaleness;
  private final Duration patience;
  private final Outage outage;
  private final InstantSource clock;
  private volatile Optional<Held> held = Optional.empty();
  private volatile boolean failing;
  private Flight last = Flight.none();

  /**
   * The keys of a source.
   *
   * @param patience how long somebody waits for keys that are being fetched
   * @param outage is told whether they can be
   */
  IssuerKeys(
      Source source,
      Duration refresh,
      Duration maxStaleness,
      Duration patience,
      Outage outage,
      InstantSource clock) {
    this.source = source;
    this.refresh = refresh;
    this.maxStaleness = maxStaleness;
    this.patience = patience;
    this.outage = outage;
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
  Keys current() throws DocumentUnavailable, InterruptedException {
    if (!isHeldFor(refresh.dividedBy(2))) {
      Flight flight = flight();
      if (!isHeldFor(failing ? maxStaleness : refresh)) {
        var _ = isOverInTime(flight);
      }
    }
    return orNone();
  }

  /**
   * Those in force, fetched again if {@code seen} are still the newest and that is due; nobody can
   * tell whether there are newer ones while they cannot be fetched.
   */
  Keys newerThan(Keys seen) throws DocumentUnavailable, InterruptedException {
    if (orNone().number() <= seen.number()) {
      if (!isOverInTime(flight()) || failing) {
        throw new DocumentUnavailable(NONE);
      }
    }
    return orNone();
  }

  private boolean isHeldFor(Duration age) {
    return held.filter(it -> it.isYoungerThan(age, clock.instant())).isPresent();
  }

  private Keys orNone() throws DocumentUnavailable {
    return held.filter(it -> it.isYoungerThan(maxStaleness, clock.instant()))
        .map(Held::keys)
        .orElseThrow(() -> new DocumentUnavailable(NONE));
  }

  private boolean isOverInTime(Flight flight) throws InterruptedException {
    return flight.over().await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The one under way; a new one, if that is due. */
  private synchronized Flight flight() {
    Instant now = clock.instant();
    if (last.isOver() && !last.beganWithin(INTERVAL, now)) {
      last = Flight.begin(now, () -> renew(now));
    }
    return last;
  }

  private void renew(Instant now) {
    boolean renewed = false;
    try {
      JWKSet fetched = parsed(source.fetch());
      held = Optional.of(new Held(numbered(fetched), now));
      renewed = true;
      outage.answered();
    } catch (DocumentUnavailable unavailable) {
      outage.failed(String.valueOf(unavailable.getMessage()));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      failing = !renewed;
    }
  }

  private Keys numbered(JWKSet fetched) {
    Optional<Keys> before = held.map(Held::keys);
    return before
        .filter(it -> it.set().equals(fetched))
        .orElseGet(() -> new Keys(fetched, before.map(Keys::number).orElse(0L) + 1));
  }

  /** Keys that could make a token themselves are none to check one with. */
  static JWKSet parsed(byte[] body) throws DocumentUnavailable {
    try {
      List<JWK> keys =
          JWKSet.parse(new String(body, StandardCharsets.UTF_8)).toPublicJWKSet().getKeys();
      if (keys.size() <= MOST) {
        return new JWKSet(keys);
      }
    } catch (ParseException | RuntimeException malformed) {
      throw new DocumentUnavailable("a key set that is none");
    }
    throw new DocumentUnavailable("a key set of more than " + MOST + " keys");
  }
}
