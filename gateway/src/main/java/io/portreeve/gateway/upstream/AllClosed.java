package io.portreeve.gateway.upstream;

import java.util.Collection;
import java.util.List;

/** Closes things that take time to close, all at once. */
final class AllClosed {
  private AllClosed() {}

  /** Returns when all are closed, or the thread is interrupted. */
  static void by(Collection<Runnable> closing) {
    List<Thread> threads = closing.stream().map(Thread.ofVirtual()::start).toList();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
