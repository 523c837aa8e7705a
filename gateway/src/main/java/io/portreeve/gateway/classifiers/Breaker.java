package io.portreeve.gateway.classifiers;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares what fails: after some failures in a row nobody asks for a while, and then one, by whom it
 * shows whether it works again.
 *
 * <p>One for each server whose messages are asked about: what a server provokes spares only its
 * own.
 */
final class Breaker {
  static final int FAILURES = 5;
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final LongSupplier ticker;
  private int failures;
  private long since;

  /** Of something that has not failed yet; {@code ticker} are nanoseconds. */
  Breaker(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** Whether it may be asked now. */
  synchronized boolean mayAsk() {
    if (failures < FAILURES) {
      return true;
    }
    long now = ticker.getAsLong();
    boolean rested = now - since >= PAUSE.toNanos();
    since = rested ? now : since;
    return rested;
  }

  synchronized void failed() {
    failures = Math.min(FAILURES, failures + 1);
    since = ticker.getAsLong();
  }

  synchronized void answered() {
    failures = 0;
  }
}
