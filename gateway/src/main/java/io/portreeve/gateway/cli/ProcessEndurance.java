package io.portreeve.gateway.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Until the process is asked to end: then the running thing is closed, and the command goes on to
 * its own end, so that an orderly stop is told from a kill by its exit code. Asked again, the
 * process is gone at once.
 */
final class ProcessEndurance implements Endurance {
  private final CountDownLatch asked = new CountDownLatch(1);

  @Override
  public void hear() {
    StopSignals.each(_ -> asked.countDown());
  }

  @Override
  public void last(Running running) throws InterruptedException {
    var closed = new CountDownLatch(1);
    // What else ends a process, such as its terminal going away, waits for the closing too.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> askAndAwait(closed), "portreeve-stop"));
    hear();
    try {
      asked.await();
      StopSignals.each(Runtime.getRuntime()::halt);
    } finally {
      close(running, closed);
    }
  }

  private static void close(Running running, CountDownLatch closed) {
    try {
      running.close();
    } finally {
      closed.countDown();
    }
  }

  private void askAndAwait(CountDownLatch closed) {
    asked.countDown();
    try {
      closed.await();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
