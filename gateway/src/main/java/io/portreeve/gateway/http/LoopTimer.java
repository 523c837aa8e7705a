package io.portreeve.gateway.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that moves all the time, for the thread of one event loop. Moving it later costs
 * nothing: the timer that is already set finds out when it fires.
 */
final class LoopTimer implements Runnable {
  private static final long NONE = Long.MAX_VALUE;

  private final EventExecutor loop;
  private final Runnable action;
  private long deadline = NONE;
  private long firesAt = NONE;
  private @Nullable ScheduledFuture<?> timer;

  LoopTimer(EventExecutor loop, Runnable action) {
    this.loop = loop;
    this.action = action;
  }

  /** Runs the action in {@code nanos} from now unless moved or cleared before. */
  void set(long nanos) {
    deadline = loop.ticker().nanoTime() + nanos;
    if (deadline < firesAt) {
      schedule(nanos);
    }
  }

  void clear() {
    deadline = NONE;
  }

  /** Clears it and lets go of the timer: for when the owner ends. */
  void stop() {
    clear();
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void schedule(long nanos) {
    if (timer != null) {
      timer.cancel(false);
    }
    firesAt = deadline;
    timer = loop.schedule(this, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void run() {
    firesAt = NONE;
    timer = null;
    if (deadline == NONE) {
      return;
    }
    long left = deadline - loop.ticker().nanoTime();
    if (left > 0) {
      schedule(left);
    } else {
      deadline = NONE;
      action.run();
    }
  }
}
