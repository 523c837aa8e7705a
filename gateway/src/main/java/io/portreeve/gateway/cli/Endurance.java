package io.portreeve.gateway.cli;

import java.util.concurrent.CountDownLatch;

/** How long something that was started keeps running. */
@FunctionalInterface
interface Endurance {
  /**
   * Until the process is asked to end: then the running thing is closed, and the command goes on to
   * its own end, so that an orderly stop is told from a kill by its exit code. Asked again, the
   * process is gone at once.
   */
  static Endurance ofProcess() {
    return running -> {
      var asked = new CountDownLatch(1);
      var closed = new CountDownLatch(1);
      // What else ends a process, such as its terminal going away, waits for the closing too.
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> askAndAwait(asked, closed), "portreeve-stop"));
      StopSignals.each(_ -> asked.countDown());
      try {
        asked.await();
        StopSignals.each(Runtime.getRuntime()::halt);
      } finally {
        close(running, closed);
      }
    };
  }

  private static void close(Running running, CountDownLatch closed) {
    try {
      running.close();
    } finally {
      closed.countDown();
    }
  }

  private static void askAndAwait(CountDownLatch asked, CountDownLatch closed) {
    asked.countDown();
    try {
      closed.await();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when it is over, or throws when interrupted; the running thing is closed then. */
  void last(Running running) throws InterruptedException;

  /** Something that was started. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
