package io.portreeve.gateway;

import io.portreeve.guard.ExchangeId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Our ids of exchanges: 64 random bits of the run and a number, so that they never repeat. They
 * tell how many there were, so they are for whoever may use the gateway.
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
