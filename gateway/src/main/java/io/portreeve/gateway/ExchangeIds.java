package io.portreeve.gateway;

import io.portreeve.guard.ExchangeId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Our ids of exchanges: 80 random bits after the start, so that they never repeat or tell anything.
 */
final class ExchangeIds implements Supplier<ExchangeId> {
  private static final int BYTES = 8;

  private final String run;
  private final AtomicLong count = new AtomicLong();

  /** One draw for the whole run: a counter is unique within it and costs nothing. */
  ExchangeIds(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    this.run = HexFormat.of().formatHex(bytes);
  }

  @Override
  public ExchangeId get() {
    return new ExchangeId(run + "-" + count.incrementAndGet());
  }
}
