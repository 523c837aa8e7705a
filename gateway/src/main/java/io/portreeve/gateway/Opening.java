package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.waiting.Uninterrupted;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is being opened on a thread of its own. */
final class Opening<T extends AutoCloseable> {
  private final FutureTask<T> task;
  private final Thread thread;

  private Opening(FutureTask<T> task) {
    this.task = task;
    this.thread = Thread.ofPlatform().daemon().name("opening").unstarted(task);
  }

  /** Opens. */
  interface Step<T> {
    T open() throws AuditUnavailable;
  }

  static <T extends AutoCloseable> Opening<T> begin(Step<T> step) {
    Opening<T> opening = new Opening<>(new FutureTask<>(step::open));
    opening.thread.start();
    return opening;
  }

  /** What was opened; throws what opening it threw. */
  T await() throws AuditUnavailable {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case AuditUnavailable unavailable -> throw unavailable;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException(failed.getCause());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new AuditUnavailable("interrupted while the audit journal was opened", hurried);
    }
  }

  /**
   * Closes what was opened, if it was, because nobody will use it. An interrupt does not end the
   * wait, since what it stands on may close next; it is kept.
   */
  void undo() {
    Uninterrupted.await(() -> {
      thread.join();
      closeOpened();
    });
  }

  private void closeOpened() {
    try {
      await().close();
    } catch (Exception notOpened) {
      System.getLogger(Opening.class.getName())
          .log(System.Logger.Level.DEBUG, "nothing to close", notOpened);
    }
  }
}
