package io.portreeve.gateway.document;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets only so many ask for documents at once.
 *
 * <p>Promise: whoever asks has waited no longer than the patience of the documents when it ends,
 * for its turn and for all that it asked for together.
 */
public final class Turns {
  private final Documents documents;
  private final Semaphore places;
  private final LongSupplier ticker;

  /**
   * For so many at a time.
   *
   * @param ticker the nanoseconds of {@link System#nanoTime}
   */
  public Turns(Documents documents, int atOnce, LongSupplier ticker) {
    this.documents = documents;
    this.places = new Semaphore(atOnce, true);
    this.ticker = ticker;
  }

  /** What is asked for in one turn. */
  @FunctionalInterface
  public interface Turn<T, E extends Exception> {
    /** By documents that take no longer than what is left of the time. */
    T take(Documents inTime) throws E, DocumentUnavailable, InterruptedException;
  }

  /** What came of a turn; empty if it did not come while there was time. */
  public <T, E extends Exception> Optional<T> take(Turn<T, E> turn)
      throws E, DocumentUnavailable, InterruptedException {
    long patience = documents.patience().toNanos();
    long end = ticker.getAsLong() + patience;
    if (!places.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      Documents inTime = documents.until(end, ticker);
      return inTime.patience().isPositive() ? Optional.of(turn.take(inTime)) : Optional.empty();
    } finally {
      places.release();
    }
  }
}
