package io.portreeve.gateway.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A write on its way: run by the writer, awaited by the caller, settled exactly once. */
final class PendingWrite<T> {
  private final Access.Work<T> work;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private @Nullable T result;

  PendingWrite(Access.Work<T> work) {
    this.work = work;
  }

  CompletableFuture<T> outcome() {
    return outcome;
  }

  /** Runs the work; false if it threw, and then the caller is told at once. */
  boolean runOn(Session session) {
    try {
      result = work.on(session);
      return true;
    } catch (SQLException | RuntimeException e) {
      failed(e);
      return false;
    }
  }

  /**
   * Tells the caller that the changes are durable; does nothing if the caller was told of a
   * failure.
   */
  void committed() {
    Optional.ofNullable(result)
        .ifPresentOrElse(
            outcome::complete, () -> failed(new IllegalStateException("a write has a result")));
  }

  void failed(Throwable cause) {
    outcome.completeExceptionally(cause);
  }
}
