package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Watches the streams that outlast the look at their sender's credential: one whose sender would
 * not be let in any more, or only as somebody with other roles, is ended, and that is on record.
 *
 * <p>It looks every second, so a stream outlives its key by that and by what the key is believed
 * for. Each stream is looked at by itself: one whose issuer is asked and does not answer keeps no
 * other from it, and ends when {@value #MOST_UNANSWERED} looks in a row told nothing, or none told
 * anything while {@value #LONGEST_WAIT} were due: a look may have to wait for its turn at the
 * issuer. Closing ends every stream: whoever still wants to listen is judged anew. Nothing is put
 * on record after it.
 */
public final class Vigil implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  static final int MOST_UNANSWERED = 10;
  static final int LONGEST_WAIT = 30;

  private final Authenticator authenticator;
  private final AuditTrail audit;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Recurring looking;
  private final ReadWriteLock recording = new ReentrantReadWriteLock();
  private volatile boolean closed;

  public Vigil(Authenticator authenticator, AuditTrail audit) {
    this(authenticator, audit, PAUSE);
  }

  /** One that looks with another pause. */
  Vigil(Authenticator authenticator, AuditTrail audit, Duration pause) {
    this.authenticator = authenticator;
    this.audit = audit;
    this.looking =
        Recurring.start(
            "vigil",
            pause,
            () -> {
              var _ = look();
            });
  }

  /** Watches until the watch is closed; {@code end} may run on any thread, and more than once. */
  Watch watch(HttpRequest request, Doorway.Entry.Open entry, Runnable end) {
    Watch watch = new Watch(request, entry, end);
    watches.add(watch);
    if (closed) {
      watch.end();
    }
    return watch;
  }

  /** Begins a look at every stream, and gives the threads that look; happens by itself. */
  List<Thread> look() {
    return watches.stream().flatMap(watch -> watch.look().stream()).toList();
  }

  /** How many streams there are. */
  public int streams() {
    return watches.size();
  }

  @Override
  public void close() {
    recording.writeLock().lock();
    try {
      closed = true;
    } finally {
      recording.writeLock().unlock();
    }
    looking.close();
    watches.forEach(Watch::end);
  }

  /** One stream under watch. */
  final class Watch implements AutoCloseable {
    private final HttpRequest request;
    private final Doorway.Entry.Open entry;
    private final Runnable end;
    private final AtomicBoolean refused = new AtomicBoolean();
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicInteger due = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean ended;

    private Watch(HttpRequest request, Doorway.Entry.Open entry, Runnable end) {
      this.request = request;
      this.entry = entry;
      this.end = end;
    }

    /** Whether the stream was ended because its sender would not be let in any more. */
    boolean refused() {
      return refused.get();
    }

    /** Nothing, while it is being looked at and there is time. */
    private Optional<Thread> look() {
      if (refused.get()) {
        return Optional.empty();
      }
      if (due.incrementAndGet() > LONGEST_WAIT || unanswered.get() >= MOST_UNANSWERED) {
        return Optional.of(begin(() -> refuse(Reason.CREDENTIAL_UNCHECKED)));
      }
      return underWay.getAndSet(true) ? Optional.empty() : Optional.of(begin(this::judge));
    }

    private static Thread begin(Runnable action) {
      return Thread.ofVirtual().name("vigil-look").start(action);
    }

    private void judge() {
      try {
        Identity now = identity();
        if (now instanceof Identity.Authenticated known
            && known.principal().equals(entry.principal())) {
          due.set(0);
          unanswered.set(0);
        } else if (reason(now) == Reason.CREDENTIAL_UNCHECKED) {
          unanswered.incrementAndGet();
        } else {
          refuse(reason(now));
        }
      } finally {
        underWay.set(false);
      }
    }

    private void refuse(Reason reason) {
      recording.readLock().lock();
      try {
        if (!closed && !refused.getAndSet(true)) {
          record(reason);
        }
      } finally {
        recording.readLock().unlock();
      }
    }

    private void record(Reason reason) {
      try {
        audit.turnedAway(entry.arrival(), reason, "the stream was ended");
      } finally {
        end();
      }
    }

    private void end() {
      ended = true;
      end.run();
    }

    /** Whether it was this that ended the stream. */
    boolean ended() {
      return ended;
    }

    /** One stream that cannot be looked at must not keep the others from it. */
    private Identity identity() {
      try {
        return authenticator.identify(request, Authenticator.Occasion.STAY);
      } catch (RuntimeException unknowable) {
        return new Identity.Rejected(Reason.CONTROL_FAILED, "");
      }
    }

    private static Reason reason(Identity now) {
      return switch (now) {
        case Identity.Rejected rejected -> rejected.reason();
        case Identity.Absent _ -> Reason.CREDENTIAL_MISSING;
        case Identity.Authenticated _ -> Reason.CREDENTIAL_INVALID;
      };
    }

    @Override
    public void close() {
      watches.remove(this);
    }
  }
}
