package io.portreeve.gateway;

import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.waiting.Uninterrupted;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Something that is being opened on a thread of its own. */
final class Opening<T extends AutoCloseable> implements AutoCloseable {
  private final FutureTask<T> task;
  private final Thread thread;

  private Opening(Supplier<T> step) {
    this.task = new FutureTask<>(step::get);
    this.thread = Thread.ofPlatform().daemon().name("opening").unstarted(task);
  }

  static <T extends AutoCloseable> Opening<T> begin(Supplier<T> step) {
    Opening<T> opening = new Opening<>(step);
    opening.thread.start();
    return opening;
  }

  /** What was opened, once it is; throws what opening it threw. */
  T await() {
    if (!isOpen()) {
      switch (task.exceptionNow()) {
        case RuntimeException fault -> throw fault;
        case Error fatal -> throw fatal;
        case Throwable other -> throw new IllegalStateException(other);
      }
    }
    return task.resultNow();
  }

  private boolean isOpen() {
    Uninterrupted.await(thread::join);
    return task.state() == FutureTask.State.SUCCESS;
  }

  /** Closes what was opened, if it was. Waits for that first, also when interrupted. */
  @Override
  public void close() {
    try (Opened opened = new Opened()) {
      if (isOpen()) {
        var _ = opened.with(task.resultNow());
      }
    }
  }
}
