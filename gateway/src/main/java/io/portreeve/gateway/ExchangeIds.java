package io.portreeve.gateway;

import io.portreeve.guard.ExchangeId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Our ids of exchanges: random, so that they never repeat, and tell neither order nor number. */
final class ExchangeIds implements Supplier<ExchangeId> {
  private static final int BYTES = 16;

  private final SecureRandom random;

  ExchangeIds(SecureRandom random) {
    this.random = random;
  }

  @Override
  public ExchangeId get() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new ExchangeId(HexFormat.of().formatHex(bytes));
  }
}
