package io.portreeve.gateway.audit;

import io.portreeve.gateway.waiting.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The records that wait for the writer, bounded by their bytes. Many threads put, one takes.
 *
 * <p>A lock-free queue and a flag instead of a blocking queue: a decision waits here on every
 * message, and waking the writer must cost nothing while it is awake.
 */
final class Inbox {
  /** So often the writer does not wait for others that did not come the last time. */
  private static final int SELDOM = 16;

  private final ConcurrentLinkedQueue<Ticket> tickets = new ConcurrentLinkedQueue<>();
  private final Semaphore room;
  private final Alarm alarm = new Alarm("audit-alarm", this::wake);
  private volatile @Nullable Thread sleeper;
  private volatile boolean closing;

  /** Known to the writer alone. */
  private int inVain;

  Inbox(int bytes) {
    this.room = new Semaphore(bytes);
  }

  /**
   * Puts a ticket, waiting for room; false if there is none in time. An interrupt does not end the
   * wait, because what became of a cancelled exchange must be recorded too; it is kept.
   */
  boolean put(Ticket ticket, long patienceNanos) {
    int bytes = ticket.bytes();
    if (!room.tryAcquire(bytes) && !waitForRoom(bytes, patienceNanos)) {
      return false;
    }
    tickets.add(ticket);
    wake();
    return true;
  }

  private boolean waitForRoom(int bytes, long patienceNanos) {
    long deadline = System.nanoTime() + patienceNanos;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return room.tryAcquire(bytes, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes up to so many tickets; their room stays taken until {@link #done}. */
  List<Ticket> take(int most) {
    List<Ticket> taken = new ArrayList<>();
    for (Ticket next = tickets.poll(); next != null; next = tickets.poll()) {
      taken.add(next);
      if (taken.size() == most) {
        break;
      }
    }
    return taken;
  }

  /** Gives back the room of tickets that are settled. */
  void done(List<Ticket> taken) {
    int bytes = 0;
    for (Ticket ticket : taken) {
      bytes += ticket.bytes();
    }
    room.release(bytes);
  }

  /**
   * Waits until there is something to take, {@link #close} was called or the time has passed; maybe
   * not so long. Before it sleeps it lets other threads run: what they put by then needs nobody to
   * wake it.
   */
  @SuppressWarnings("ThreadPriorityCheck") // only speed hangs on who runs next
  void sleep(long nanos) {
    Thread.yield();
    if (tickets.isEmpty()) {
      park(nanos);
      letOthersPut();
    }
  }

  /**
   * Who is woken runs before threads that have just begun. So those that are about to put something
   * are let through first, and all of it is written as one batch; seldom, where it was in vain.
   */
  @SuppressWarnings("ThreadPriorityCheck") // only speed hangs on who runs next
  private void letOthersPut() {
    if (inVain > 0) {
      inVain--;
      return;
    }
    int before = room.availablePermits();
    Thread.yield();
    inVain = room.availablePermits() < before ? 0 : SELDOM;
  }

  private void park(long nanos) {
    sleeper = Thread.currentThread();
    alarm.within(nanos);
    if (tickets.isEmpty() && !closing) {
      LockSupport.park(this);
    }
    sleeper = null;
  }

  private void wake() {
    Thread sleeping = sleeper;
    if (sleeping != null) {
      LockSupport.unpark(sleeping);
    }
  }

  void close() {
    closing = true;
    wake();
    alarm.close();
  }

  boolean isClosing() {
    return closing;
  }

  int waiting() {
    return tickets.size();
  }
}
