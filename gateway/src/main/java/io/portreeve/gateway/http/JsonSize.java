package io.portreeve.gateway.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How many values bytes can hold that nobody has read yet: one may begin after each comma and each
 * opening bracket, wherever they stand.
 *
 * <p>Every long message is counted before it is read, so eight bytes are looked at in one step.
 */
final class JsonSize {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long LOWS = 0x7F7F_7F7F_7F7F_7F7FL;

  /** What tells the one bracket from the other, and letters from capitals. */
  private static final byte CASE = 0x20;

  /** So many steps fit into the sums of one byte each. */
  private static final int STEPS = 255;

  private static final long PAIRS = 0x00FF_00FF_00FF_00FFL;
  private static final long LOWEST_OF_PAIRS = 0x0001_0001_0001_0001L;

  private JsonSize() {}

  /** Commas and opening brackets; a form feed, which JSON has nowhere, may count, too. */
  static long values(byte[] bytes) {
    long values = 0;
    int at = 0;
    while (at <= bytes.length - Long.BYTES) {
      int steps = Math.min(STEPS, (bytes.length - at) / Long.BYTES);
      int end = at + steps * Long.BYTES;
      long sums = 0;
      for (; at < end; at += Long.BYTES) {
        sums += begins((long) LONGS.get(bytes, at));
      }
      long pairs = (sums & PAIRS) + ((sums >>> Byte.SIZE) & PAIRS);
      values += (pairs * LOWEST_OF_PAIRS) >>> (Long.SIZE - Short.SIZE);
    }
    for (; at < bytes.length; at++) {
      values += begins(bytes[at] & 0xFF) & 1;
    }
    return values;
  }

  /** One in each byte that is a comma or an opening bracket. */
  private static long begins(long word) {
    long folded = word | (CASE * ONES);
    long others = filled(folded ^ (',' * ONES)) & filled(folded ^ ('{' * ONES));
    return (~others >>> 7) & ONES;
  }

  /** The high bit of each byte that is not zero: no byte carries into the next. */
  private static long filled(long word) {
    return ((word & LOWS) + LOWS) | word;
  }
}
