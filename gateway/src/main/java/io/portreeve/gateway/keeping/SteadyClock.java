package io.portreeve.gateway.keeping;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Tells how much time passes, whatever becomes of the machine's clock: it began with that one and
 * has gone by itself since. For limits and time-outs, which a clock that is set must neither
 * lengthen nor forgive; not for dates, which are wrong here by whatever was set.
 */
public final class SteadyClock implements InstantSource {
  private final Instant begun;
  private final LongSupplier ticker;
  private final long first;

  /** Begins now. */
  public SteadyClock() {
    this(InstantSource.system(), System::nanoTime);
  }

  SteadyClock(InstantSource machine, LongSupplier ticker) {
    this.begun = machine.instant();
    this.ticker = ticker;
    this.first = ticker.getAsLong();
  }

  @Override
  public Instant instant() {
    return begun.plusNanos(ticker.getAsLong() - first);
  }
}
