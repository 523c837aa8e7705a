package io.portreeve.gateway.keeping;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Tells the first few of each kind in a minute from those that follow, which are counted. A number
 * is told once its minute is over and anything comes after it, of whatever kind, or at the end;
 * what cannot be told is told later. A clock that is set ends the minute.
 *
 * @param <K> what is counted apart
 */
public final class FirstOfAMinute<K> implements AutoCloseable {
  /** How long the first few are the first. */
  public static final Duration MINUTE = Duration.ofMinutes(1);

  private final Bounds<K> bounds;
  private final Teller<K> teller;
  private final InstantSource clock;

  /** That whose minute began first comes first. */
  private final Map<K, Count> counts = new LinkedHashMap<>();

  /** What one is among those of its kind. */
  public enum Place {
    /** Nothing of its kind came in this minute. */
    FIRST,
    /** One of the few that are worth a word of their own. */
    EARLY,
    /** One of many, which a number will stand for. */
    COUNTED
  }

  /**
   * How much is told and kept.
   *
   * @param early so many of a kind are told one by one
   * @param kinds more kinds than that are not counted apart
   * @param together what stands for a kind then; there must be few of those
   */
  public record Bounds<K>(int early, int kinds, UnaryOperator<K> together) {}

  /** Port: where numbers are told. */
  public interface Teller<K> {
    /**
     * Says how many more there were of a kind.
     *
     * @return whether that arrived; if not, it is said again with what came since
     */
    boolean tell(K kind, long more, Instant since);
  }

  private static final class Count {
    private Instant begun;
    private Instant since;
    private int early;
    private long more;

    private Count(Instant now) {
      begun = now;
      since = now;
    }
  }

  /** Begins with nothing counted. */
  public FirstOfAMinute(Bounds<K> bounds, Teller<K> teller, InstantSource clock) {
    this.bounds = bounds;
    this.teller = teller;
    this.clock = clock;
  }

  /** Counts one, after all numbers are told that are due. */
  public synchronized Place next(K kind) {
    Instant now = clock.instant();
    over(now).forEach(ended -> tell(ended, now));
    boolean apart = counts.containsKey(kind) || counts.size() < bounds.kinds();
    Count count =
        counts.computeIfAbsent(apart ? kind : bounds.together().apply(kind), _ -> new Count(now));
    if (count.early == bounds.early()) {
      count.more++;
      return Place.COUNTED;
    }
    count.early++;
    return count.early == 1 ? Place.FIRST : Place.EARLY;
  }

  private List<K> over(Instant now) {
    List<K> over = new ArrayList<>();
    for (Map.Entry<K, Count> one : counts.entrySet()) {
      if (Age.isLessThan(MINUTE, one.getValue().begun, now)) {
        break;
      }
      over.add(one.getKey());
    }
    return over;
  }

  /** Nothing more is known of it then, except what could not be told. */
  private void tell(K kind, Instant now) {
    Count count = counts.remove(kind);
    if (count != null && count.more > 0 && !teller.tell(kind, count.more, count.since)) {
      count.begun = now;
      count.early = 0;
      counts.put(kind, count);
    }
  }

  /** Tells what was counted so far. */
  @Override
  public synchronized void close() {
    Instant now = clock.instant();
    List.copyOf(counts.keySet()).forEach(kind -> tell(kind, now));
  }
}
