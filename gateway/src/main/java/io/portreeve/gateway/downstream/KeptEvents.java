package io.portreeve.gateway.downstream;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The memory that the events of all streams share, for readers who are slow or left. Nobody's take
 * more than a share. What was read gives way to what is new, then streams whose reader left, oldest
 * first: those cannot be resumed any more.
 */
public final class KeptEvents {
  /** The part of the heap that they may take. */
  private static final int PARTS = 8;

  private static final long SHARES = 2;

  /** As it is kept, and as it goes. */
  private static final long COPIES = 2;

  /** What an event costs, however short. */
  private static final long EACH = 160;

  /** A reader who leaves wakes nobody. */
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

  private final long most;
  private final Map<EventLog, Long> held = new LinkedHashMap<>();
  private final Map<String, Long> ofOwners = new HashMap<>();
  private long used;

  KeptEvents(long most) {
    this.most = most;
  }

  /** A part of the heap that this process may have. */
  public static KeptEvents ofHeap() {
    return new KeptEvents(Runtime.getRuntime().maxMemory() / PARTS);
  }

  /** What an event of so many bytes takes; the longest there may be fits in alone. */
  long weight(int bytes) {
    return Math.min(EACH + COPIES * bytes, share());
  }

  private long share() {
    return most / SHARES;
  }

  /**
   * Takes that much for a stream; false if it is not there. Not to be called by a locked stream.
   */
  boolean take(EventLog stream, long weight) {
    return taken(stream, weight)
        || taken(stream, weight, EventLog::dropRead)
        || taken(stream, weight, EventLog::dropLeft);
  }

  /**
   * Likewise, waiting while somebody reads the stream.
   *
   * @throws InterruptedException also if there is no room for too long
   */
  boolean await(EventLog stream, long weight, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!take(stream, weight)) {
      if (!stream.hasReader()) {
        return false;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new InterruptedException("the client does not read");
      }
      synchronized (this) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LOOK_AGAIN));
      }
    }
    return true;
  }

  private boolean taken(EventLog stream, long weight, Consumer<EventLog> drop) {
    for (EventLog oldest : rivals(stream, weight)) {
      drop.accept(oldest);
      if (taken(stream, weight)) {
        return true;
      }
    }
    return false;
  }

  /** Whoever has too much makes room for itself; else everybody does. */
  private synchronized List<EventLog> rivals(EventLog stream, long weight) {
    boolean tooMuch = of(stream) + weight > share();
    return held.keySet().stream()
        .filter(each -> !tooMuch || each.owner().equals(stream.owner()))
        .toList();
  }

  private synchronized boolean taken(EventLog stream, long weight) {
    if (used + weight > most || of(stream) + weight > share()) {
      return false;
    }
    change(stream, weight);
    return true;
  }

  private long of(EventLog stream) {
    return ofOwners.getOrDefault(stream.owner(), 0L);
  }

  /** Gives back what was taken. */
  synchronized void give(EventLog stream, long weight) {
    change(stream, -weight);
    notifyAll();
  }

  private void change(EventLog stream, long weight) {
    used += weight;
    add(held, stream, weight);
    add(ofOwners, stream.owner(), weight);
  }

  private static <K> void add(Map<K, Long> sums, K key, long more) {
    long sum = sums.getOrDefault(key, 0L) + more;
    if (sum == 0) {
      sums.remove(key);
    } else {
      sums.put(key, sum);
    }
  }

  synchronized long used() {
    return used;
  }
}
