package io.portreeve.gateway.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A few read-only sessions, lent one at a time. A caller that cannot have one within the patience
 * is refused with {@link StoreUnavailable}.
 */
final class ReaderPool implements AutoCloseable {
  private final BlockingQueue<Session> idle;
  private final Duration patience;
  private final AtomicBoolean closed = new AtomicBoolean();

  ReaderPool(List<Session> sessions, Duration patience) {
    this.idle = new LinkedBlockingDeque<>(sessions);
    this.patience = patience;
  }

  <T> T read(Access.Work<T> work) {
    Session session = borrow();
    try {
      return work.on(session);
    } catch (SQLException e) {
      throw new StoreUnavailable("the read failed", e);
    } finally {
      giveBack(session);
    }
  }

  private Session borrow() {
    Session session = closed.get() ? null : next();
    if (session == null) {
      throw new StoreUnavailable(
          closed.get() ? "the store is closed" : "too many reads are waiting");
    }
    return session;
  }

  private @Nullable Session next() {
    Session session = idle.poll();
    try {
      return session != null ? session : idle.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for a read", e);
    }
  }

  private void giveBack(Session session) {
    idle.add(session);
    if (closed.get()) {
      closeIdle();
    }
  }

  private void closeIdle() {
    for (Session session = idle.poll(); session != null; session = idle.poll()) {
      try {
        session.close();
      } catch (SQLException e) {
        throw new StoreUnavailable("a read session did not close", e);
      }
    }
  }

  @Override
  public void close() {
    closed.set(true);
    closeIdle();
  }
}
