package io.portreeve.gateway.store;

import io.portreeve.gateway.waiting.Uninterrupted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one writer of a database: many callers' writes, one transaction, one commit.
 *
 * <p>Promise: {@link #write} returns after the commit that holds its changes, or throws and its
 * changes are not there. Each write stands in a savepoint, so that a failing one takes nobody with
 * it. A full queue refuses at once; nothing that was accepted is dropped, not even by {@link
 * #close()}. An interrupted caller gets {@link StoreUnavailable} and must assume either outcome.
 */
final class GroupCommit implements AutoCloseable {
  private final Session session;
  private final BlockingQueue<PendingWrite<?>> queue;
  private final String begin;
  private final int batch;
  private final Thread writer;
  private final ReentrantLock door = new ReentrantLock();
  private boolean closed;

  /**
   * Takes over a session; it is closed with this.
   *
   * @param begin the statement that starts a transaction. Not the driver's manual-commit mode: with
   *     SQLite that would hold the write lock from one commit to the next
   */
  GroupCommit(Session session, String begin, int queue, int batch) {
    this.session = session;
    this.begin = begin;
    this.queue = new ArrayBlockingQueue<>(queue);
    this.batch = batch;
    this.writer = Thread.ofPlatform().name("store-writer").daemon().unstarted(this::run);
    writer.start();
  }

  <T> T write(Access.Work<T> work) {
    PendingWrite<T> pending = new PendingWrite<>(work);
    enqueue(pending);
    try {
      return pending.outcome().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for a commit", e);
    } catch (ExecutionException e) {
      throw new StoreUnavailable("the write was not committed", e);
    }
  }

  /** How many writes wait for the writer right now. */
  int waiting() {
    return queue.size();
  }

  boolean isClosed() {
    door.lock();
    try {
      return closed;
    } finally {
      door.unlock();
    }
  }

  private void enqueue(PendingWrite<?> pending) {
    door.lock();
    try {
      if (closed) {
        throw new StoreUnavailable("the store is closed");
      }
      if (!queue.offer(pending)) {
        throw new StoreUnavailable("too many writes are waiting");
      }
    } finally {
      door.unlock();
    }
  }

  private void run() {
    List<PendingWrite<?>> taken = new ArrayList<>(batch);
    try {
      while (!isClosed()) {
        taken.add(take());
        queue.drainTo(taken, batch - taken.size());
        commit(taken);
        taken.clear();
      }
      commitTheRest(taken);
    } finally {
      shut(taken);
    }
  }

  /** Waits for a write; close() interrupts the wait, after the last write was let in. */
  private PendingWrite<?> take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      return new PendingWrite<>(_ -> 0);
    }
  }

  private void commitTheRest(List<PendingWrite<?>> taken) {
    while (queue.drainTo(taken, batch) > 0) {
      commit(taken);
      taken.clear();
    }
  }

  private void commit(List<PendingWrite<?>> writes) {
    try {
      session.execute(begin);
      for (PendingWrite<?> write : writes) {
        session.execute("SAVEPOINT one_write");
        if (!write.runOn(session)) {
          session.execute("ROLLBACK TO SAVEPOINT one_write");
        }
        session.execute("RELEASE SAVEPOINT one_write");
      }
      session.execute("COMMIT");
      writes.forEach(PendingWrite::committed);
    } catch (SQLException | RuntimeException e) {
      writes.forEach(write -> write.failed(e));
      rollBack();
    }
  }

  private void rollBack() {
    try {
      session.execute("ROLLBACK");
    } catch (SQLException e) {
      // Every caller of this batch was refused already; the next batch meets the same error itself.
      return;
    }
  }

  /**
   * Also reached when the writer dies of an error: then whoever waits is refused, and all later.
   */
  private void shut(List<PendingWrite<?>> taken) {
    door.lock();
    try {
      closed = true;
      queue.drainTo(taken);
      taken.forEach(write -> write.failed(new StoreUnavailable("the store is closed")));
      session.close();
    } catch (SQLException e) {
      throw new StoreUnavailable("the store did not close cleanly", e);
    } finally {
      door.unlock();
    }
  }

  /** Refuses new writes, commits those that were accepted, closes the session. */
  @Override
  public void close() {
    door.lock();
    try {
      closed = true;
    } finally {
      door.unlock();
    }
    writer.interrupt();
    Uninterrupted.await(writer::join);
  }
}
