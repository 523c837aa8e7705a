package io.portreeve.gateway.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A few sessions, lent one at a time and opened when they are needed first. A caller that cannot
 * have one within the patience is refused with {@link StoreUnavailable}. One on which something
 * failed is lent to nobody again.
 */
final class SessionPool implements AutoCloseable {
  /** Where sessions come from. */
  interface Source {
    Session open() throws SQLException;

    /** Whether one that lay idle can still be used; what cannot is closed. */
    boolean isAlive(Session session);
  }

  private final Source source;
  private final int size;
  private final Duration patience;
  private final Semaphore places;
  private final Deque<Session> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SessionPool(Source source, int size, Duration patience) {
    this.source = source;
    this.size = size;
    this.patience = patience;
    this.places = new Semaphore(size);
  }

  /** Opens one, so that whatever keeps it from that is known now. */
  void open() throws SQLException {
    idle.push(source.open());
  }

  /** Does something with a session; what the work throws closes it. */
  <T> T with(Access.Work<T> work) throws SQLException {
    take();
    try {
      Session session = session();
      T done = on(session, work);
      idle.push(session);
      return done;
    } finally {
      places.release();
    }
  }

  private static <T> T on(Session session, Access.Work<T> work) throws SQLException {
    boolean whole = false;
    try {
      T done = work.on(session);
      whole = true;
      return done;
    } finally {
      if (!whole) {
        session.abandon();
      }
    }
  }

  private void take() {
    if (closed || !hasPlace()) {
      throw new StoreUnavailable(closed ? "the store is closed" : "too many others use the store");
    }
    if (closed) {
      places.release();
      throw new StoreUnavailable("the store is closed");
    }
  }

  /** Whoever was interrupted may still have what is free: what closes asks the store, too. */
  private boolean hasPlace() {
    try {
      return places.tryAcquire() || places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for the store", e);
    }
  }

  private Session session() throws SQLException {
    for (Session one = idle.poll(); one != null; one = idle.poll()) {
      if (source.isAlive(one)) {
        return one;
      }
      one.abandon();
    }
    return source.open();
  }

  /** Refuses whoever comes, waits for those who have a session, and closes all of them. */
  @Override
  public void close() {
    closed = true;
    places.acquireUninterruptibly(size);
    try {
      for (Session one = idle.poll(); one != null; one = idle.poll()) {
        one.abandon();
      }
    } finally {
      places.release(size);
    }
  }
}
