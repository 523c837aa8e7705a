package io.portreeve.gateway.cli;

import java.util.concurrent.CountDownLatch;

/** How long something that was started keeps running. */
@FunctionalInterface
interface Endurance {
  /**
   * Until the process is asked to end: then the running thing is closed before the process is gone.
   * Asked again, it is gone at once.
   */
  static Endurance ofProcess() {
    return running -> {
      var closed = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    Hurry.onNextSignal();
                    running.close();
                    closed.countDown();
                  },
                  "portreeve-stop"));
      closed.await();
    };
  }

  /** Returns when it is over; the running thing is closed then. */
  void last(Running running) throws InterruptedException;

  /** Something that was started. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
