package io.portreeve.gateway.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@link Counters} of one process, by the generic cell rate algorithm: one number per key.
 *
 * <p>Memory is bounded: when the table is full, budgets that are whole again are forgotten, and if
 * none is, new keys are refused with {@link StoreUnavailable}. A clock that steps back costs a key
 * at most its one burst.
 */
public final class InMemoryCounters implements Counters {
  // A full table is not swept for every newcomer: that would turn a flood into a heavier one.
  private static final long SWEEP_NANOS = Duration.ofMillis(100).toNanos();

  private final InstantSource clock;
  private final int capacity;
  // Per key: the instant, in nanoseconds, at which its budget is whole again.
  private final ConcurrentHashMap<String, Long> wholeAt = new ConcurrentHashMap<>();

  private final AtomicLong lastSweep = new AtomicLong();

  public InMemoryCounters(InstantSource clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  @Override
  public Take take(String key, Rate rate, int units) {
    if (units < 1) {
      throw new IllegalArgumentException("at least one unit is taken");
    }
    long now = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    makeRoomFor(key, now);
    Attempt attempt = new Attempt(rate, units, now);
    wholeAt.compute(key, (_, whole) -> attempt.on(whole == null ? now : whole));
    return attempt.take;
  }

  private void makeRoomFor(String key, long now) {
    if (wholeAt.size() < capacity || wholeAt.containsKey(key)) {
      return;
    }
    long last = lastSweep.get();
    if (Math.abs(now - last) >= SWEEP_NANOS && lastSweep.compareAndSet(last, now)) {
      wholeAt.values().removeIf(whole -> whole <= now);
    }
    if (wholeAt.size() >= capacity) {
      throw new StoreUnavailable("too many rate-limited keys at the same time");
    }
  }

  /** One attempt, decided inside the table's own lock for the key. */
  private static final class Attempt {
    private final Rate rate;
    private final int units;
    private final long now;
    private Take take = new Take.Exhausted(Duration.ZERO);

    Attempt(Rate rate, int units, long now) {
      this.rate = rate;
      this.units = units;
      this.now = now;
    }

    long on(long found) {
      long each = rate.nanosPerPermit();
      long burst = each * rate.permits();
      long whole = Math.min(Math.max(found, now), now + burst);
      long after = whole + each * units;
      long over = after - (now + burst);
      if (over > 0) {
        take = new Take.Exhausted(Duration.ofNanos(over));
        return whole;
      }
      take = new Take.Granted(-over / each);
      return after;
    }
  }
}
