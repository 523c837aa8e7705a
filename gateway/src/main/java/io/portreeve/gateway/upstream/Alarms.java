package io.portreeve.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Port: does something later. */
interface Alarms {
  /** Runs the action once, on a thread that may block, unless it is cancelled before. */
  Pending after(Duration delay, Runnable action);

  /** Waits. */
  default void pause(Duration delay) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    Pending alarm = after(delay, over::countDown);
    try {
      over.await();
    } finally {
      alarm.cancel();
    }
  }

  /** Something that will be done later. */
  @FunctionalInterface
  interface Pending {
    /** Does nothing if the action has begun. */
    void cancel();
  }

  /** By the clock of the system. */
  final class OfTheSystem implements Alarms, AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    OfTheSystem() {
      timer =
          new ScheduledThreadPoolExecutor(
              1, Thread.ofPlatform().daemon().name("portreeve-alarms").factory());
      timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Pending after(Duration delay, Runnable action) {
      ScheduledFuture<?> later =
          timer.schedule(
              () -> Thread.ofVirtual().start(action), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> later.cancel(false);
    }

    @Override
    public void close() {
      timer.shutdownNow();
    }
  }
}
