package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Things that are dear to open and serve one principal each: opened once for each key, shared while
 * in use, ended when unused for long. Where there is no room, the longest unused one goes, then the
 * eldest of those that leave; if all others are in use, the request fails.
 *
 * @param <K> the key; equal keys share
 * @param <V> what is shared
 */
final class Pool<K, V extends Pool.Shared> implements AutoCloseable {
  /** Something that can be shared. */
  interface Shared {
    boolean isAlive();

    /** Nobody else gets it any more; what is under way goes on until it is closed. */
    default void retired() {}

    /** May block; never interrupted by the pool. */
    void close();
  }

  /** Opens something new. */
  interface Opener<V> {
    V open() throws UpstreamException, StaleEra, InterruptedException;
  }

  private static final int TRIES = 2;

  private final int mostForOne;
  private final int most;
  private final Duration idle;
  private final InstantSource clock;
  private final Alarms alarms;
  private final Map<K, Slot> slots = new HashMap<>();

  /** Those that nobody gets any more and somebody still uses; the eldest first. */
  private final SequencedSet<Slot> leaving = new LinkedHashSet<>();

  Pool(UpstreamLimits limits, InstantSource clock, Alarms alarms) {
    this.mostForOne = limits.sessionsPerPrincipal();
    this.most = limits.sessions();
    this.idle = limits.sessionIdle();
    this.clock = clock;
    this.alarms = alarms;
  }

  /** Use of something shared; closing it gives it back. */
  final class Lease implements AutoCloseable {
    private final Slot slot;
    private final V value;
    private boolean closed;

    private Lease(Slot slot, V value) {
      this.slot = slot;
      this.value = value;
    }

    V value() {
      return value;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        giveBack(slot);
      }
    }

    /** Whoever comes next gets a new one; it ends when nobody uses it any more. */
    void retire() {
      Pool.this.retire(slot, value);
    }
  }

  private final class Slot {
    private final K key;
    private final String principal;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable V value;
    private int users;
    private Optional<Alarms.Pending> expiry = Optional.empty();
    private Instant lastUsed = clock.instant();

    Slot(K key, String principal) {
      this.key = key;
      this.principal = principal;
    }
  }

  /** What was opened while all were ended is ended too, and opened anew once. */
  Lease acquire(K key, String principal, Opener<V> opener)
      throws UpstreamException, StaleEra, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      Optional<Lease> lease = leased(enter(key, principal), opener);
      if (lease.isPresent()) {
        return lease.get();
      }
    }
    throw new UpstreamException("the session ended while it was opened");
  }

  private Optional<Lease> leased(Slot slot, Opener<V> opener)
      throws UpstreamException, StaleEra, InterruptedException {
    boolean opened = false;
    try {
      slot.opening.lockInterruptibly();
      try {
        V known = slot.value;
        V value = live(slot, opener);
        opened = isKept(slot);
        if (!opened && value != known) {
          end(value); // what others opened is theirs
        }
        return opened ? Optional.of(new Lease(slot, value)) : Optional.empty();
      } finally {
        slot.opening.unlock();
      }
    } finally {
      if (!opened) {
        giveBack(slot);
      }
    }
  }

  private synchronized boolean isKept(Slot slot) {
    return slots.get(slot.key) == slot;
  }

  private V live(Slot slot, Opener<V> opener)
      throws UpstreamException, StaleEra, InterruptedException {
    V known = slot.value;
    if (known != null && known.isAlive()) {
      return known;
    }
    slot.value = null;
    if (known != null) {
      end(known);
    }
    V value = opener.open();
    slot.value = value;
    return value;
  }

  private synchronized Slot enter(K key, String principal) throws UpstreamException {
    Slot known = slots.get(key);
    if (known == null) {
      makeRoom(principal);
      known = new Slot(key, principal);
      slots.put(key, known);
    }
    known.users++;
    return known;
  }

  private void makeRoom(String principal) throws UpstreamException {
    Predicate<Slot> own = slot -> slot.principal.equals(principal);
    boolean room = slots.values().stream().filter(own).count() < mostForOne || endUnused(own);
    if (!room || (size() >= most && !endUnused(_ -> true) && !endEldestLeaving())) {
      throw new UpstreamException("too many sessions are in use");
    }
  }

  private boolean endUnused(Predicate<Slot> counted) {
    Optional<Slot> unused =
        slots.values().stream()
            .filter(counted)
            .filter(slot -> slot.users == 0)
            .min(Comparator.comparing(slot -> slot.lastUsed));
    unused.ifPresent(this::remove);
    return unused.isPresent();
  }

  private boolean endEldestLeaving() {
    boolean any = !leaving.isEmpty();
    if (any) {
      endLeaving(leaving.getFirst());
    }
    return any;
  }

  private synchronized void giveBack(Slot slot) {
    slot.users--;
    slot.lastUsed = clock.instant();
    if (slot.users > 0) {
      return;
    }
    if (leaving.contains(slot)) {
      endLeaving(slot);
    } else if (slots.get(slot.key) == slot) {
      if (slot.value == null) {
        forget(slot);
      } else {
        watch(slot, idle);
      }
    }
  }

  private void watch(Slot slot, Duration delay) {
    if (slot.expiry.isEmpty()) {
      slot.expiry = Optional.of(alarms.after(delay, () -> expire(slot)));
    }
  }

  private synchronized void expire(Slot slot) {
    slot.expiry = Optional.empty();
    if (slot.users > 0 || slots.get(slot.key) != slot) {
      return;
    }
    Duration left = Duration.between(clock.instant(), slot.lastUsed.plus(idle));
    if (left.isPositive()) {
      watch(slot, left);
    } else {
      remove(slot);
    }
  }

  private void retire(Slot slot, V value) {
    synchronized (this) {
      if (slots.get(slot.key) != slot || !Objects.equals(slot.value, value)) {
        return;
      }
      if (!value.isAlive()) {
        remove(slot);
        return;
      }
      forget(slot);
      leave(slot);
    }
    value.retired();
  }

  /** Of those that leave, a principal keeps as many as it may have others. */
  private void leave(Slot slot) {
    List<Slot> others =
        leaving.stream().filter(each -> each.principal.equals(slot.principal)).toList();
    if (others.size() >= mostForOne) {
      endLeaving(others.getFirst());
    }
    leaving.add(slot);
  }

  private void endLeaving(Slot slot) {
    leaving.remove(slot);
    end(slot);
  }

  private void remove(Slot slot) {
    forget(slot);
    end(slot);
  }

  private void end(Slot slot) {
    V value = slot.value;
    if (value != null) {
      end(value);
    }
  }

  /** An alarm that is left would hold all that the ended one held, until it rings. */
  private void forget(Slot slot) {
    slots.remove(slot.key, slot);
    slot.expiry.ifPresent(Alarms.Pending::cancel);
    slot.expiry = Optional.empty();
  }

  /** Ending takes time: nobody waits for it. */
  private static void end(Shared value) {
    Thread.ofVirtual().start(value::close);
  }

  synchronized int size() {
    return slots.size() + leaving.size();
  }

  /** Ends all of them at once, and waits; who comes then opens others. */
  @Override
  public void close() {
    List<Runnable> ending = new ArrayList<>();
    synchronized (this) {
      List<Slot> all = new ArrayList<>(slots.values());
      all.addAll(leaving);
      leaving.clear();
      for (Slot slot : all) {
        forget(slot);
        V value = slot.value;
        if (value != null) {
          ending.add(value::close);
        }
      }
    }
    AllClosed.by(ending);
  }
}
