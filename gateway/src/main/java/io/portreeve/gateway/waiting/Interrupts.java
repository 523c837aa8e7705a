package io.portreeve.gateway.waiting;

/** Tells work that failed from work that was told to end, whatever that made it throw. */
public final class Interrupts {
  private Interrupts() {}

  /**
   * Returns where this thread was not interrupted, and so has failed by itself.
   *
   * @param fault what the work threw
   * @param when the thread was told to end, for whoever reads a trace
   * @throws InterruptedException where it was; its interrupt is taken with it
   */
  public static void rethrow(Throwable fault, String when) throws InterruptedException {
    if (Thread.interrupted()) {
      throw (InterruptedException) new InterruptedException(when).initCause(fault);
    }
  }
}
