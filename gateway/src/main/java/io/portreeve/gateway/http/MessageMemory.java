package io.portreeve.gateway.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all long messages share, from their first bytes until they are dealt with. What
 * is not there is not taken: one exchange waits or is refused, rather than all of them ended.
 * Nobody holds more than a share, so one sender cannot take what is there for the others.
 */
public final class MessageMemory {
  /** No longer messages are free: so many fit into what every connection costs anyway. */
  public static final int SHORT = 4 * 1024;

  /** As it came, as it goes, and what lies between. */
  private static final int COPIES = 3;

  /** What is longer is also decoded as a whole, and grows to what it is by copying. */
  private static final int LONG = 1 << 20;

  private static final int MORE_COPIES = 6;

  /** A value of JSON takes up to twenty bytes of an index, its name eight, and half to grow. */
  private static final int INDEX = 42;

  private static final long LARGEST_INDEX = 10L << 20;

  private final long most;
  private final Map<String, Long> held = new HashMap<>();
  private long used;

  public MessageMemory(long most) {
    Bounds.positive(most);
    this.most = most;
  }

  /** One part in so many of the heap that this process may have. */
  public static MessageMemory ofHeap(int parts) {
    return new MessageMemory(Runtime.getRuntime().maxMemory() / parts);
  }

  /** What a message of so many bytes comes to while it is dealt with. */
  static long weight(long bytes) {
    return bytes <= SHORT ? 0 : bytes * (bytes <= LONG ? COPIES : MORE_COPIES);
  }

  /** What whoever reads the message as JSON makes of it: two bytes of it may cost many more. */
  static long index(byte[] message) {
    if (message.length <= SHORT) {
      return 0;
    }
    return Math.min(INDEX * JsonSize.values(message), LARGEST_INDEX);
  }

  /** Nothing yet, for a message that {@code who} makes us hold. */
  public Holding holding(String who) {
    return new Holding(who);
  }

  /** What one message takes; given back when it is closed. For one thread at a time. */
  public final class Holding implements AutoCloseable {
    private final String who;

    /** Changes under the lock only. */
    private volatile long mine;

    /** Whoever deals with the message besides; under the lock. */
    private int sharers;

    private boolean closed;

    private Holding(String who) {
      this.who = who;
    }

    /**
     * Holds what a message of {@code bytes} takes in all; false, and nothing more, if it is not
     * there.
     */
    public boolean grow(long bytes) {
      return hold(weight(bytes));
    }

    /** The same for a message that is there as a whole, and for what reading it takes. */
    public boolean grow(byte[] message) {
      return hold(weight(message.length) + index(message));
    }

    /** What is held already, as the nothing of a short message always is, asks for no lock. */
    private boolean hold(long all) {
      if (all <= mine) {
        return true;
      }
      synchronized (MessageMemory.this) {
        return take(all);
      }
    }

    /**
     * Like the first, waiting for others as long as nothing is held yet: so nobody waits for each
     * other.
     */
    public boolean await(long bytes, Duration patience) throws InterruptedException {
      if (weight(bytes) <= mine) {
        return true;
      }
      long deadline = System.nanoTime() + patience.toNanos();
      synchronized (MessageMemory.this) {
        while (!take(weight(bytes))) {
          long left = deadline - System.nanoTime();
          if (mine > 0 || left <= 0) {
            return false;
          }
          TimeUnit.NANOSECONDS.timedWait(MessageMemory.this, left);
        }
        return true;
      }
    }

    private boolean take(long all) {
      // The longest message there may be is dealt with, too, once it is alone.
      long wanted = Math.min(all, share());
      long more = wanted - mine;
      long theirs = held.getOrDefault(who, 0L);
      if (more > 0 && (used + more > most || theirs + more > share())) {
        return false;
      }
      if (more > 0) {
        used += more;
        mine = wanted;
        held.put(who, theirs + more);
      }
      return true;
    }

    /**
     * A part of its own for somebody else who deals with the message, which is there as a whole:
     * all is given back once this and every part is closed. To be taken while this is open.
     */
    Hold shared() {
      if (mine == 0) {
        return Hold.nothing();
      }
      synchronized (MessageMemory.this) {
        sharers++;
      }
      return new Share();
    }

    /** Gives all back, or leaves that to those who share it. */
    @Override
    public void close() {
      if (mine == 0) {
        return;
      }
      synchronized (MessageMemory.this) {
        closed = true;
        giveUnlessShared();
      }
    }

    private void giveUnlessShared() {
      if (!closed || sharers > 0 || mine == 0) {
        return;
      }
      used -= mine;
      long given = mine;
      held.computeIfPresent(who, (_, all) -> all <= given ? null : Long.valueOf(all - given));
      mine = 0;
      MessageMemory.this.notifyAll();
    }

    private final class Share implements Hold {
      private boolean over;

      @Override
      public void close() {
        synchronized (MessageMemory.this) {
          if (!over) {
            over = true;
            sharers--;
            giveUnlessShared();
          }
        }
      }
    }
  }

  private long share() {
    return Math.max(most / 4 * 3, 1);
  }

  synchronized long used() {
    return used;
  }
}
