package io.portreeve.gateway;

import io.portreeve.guard.ExchangeId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Our ids of exchanges: random, so that they never repeat, and tell neither order nor number. What
 * is drawn is enough for several, and of what was used nothing is kept.
 */
final class ExchangeIds implements Supplier<ExchangeId> {
  private static final int BYTES = 16;

  private final SecureRandom random;
  private final byte[] drawn = new byte[64 * BYTES];
  private int used = drawn.length;

  ExchangeIds(SecureRandom random) {
    this.random = random;
  }

  @Override
  public synchronized ExchangeId get() {
    if (used == drawn.length) {
      random.nextBytes(drawn);
      used = 0;
    }
    String id = HexFormat.of().formatHex(drawn, used, used + BYTES);
    Arrays.fill(drawn, used, used + BYTES, (byte) 0);
    used += BYTES;
    return new ExchangeId(id);
  }
}
