package io.portreeve.mcp.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One word for the bytes of a name: equal names have the same, those of at most eight bytes no
 * other of their length has, and longer ones mostly no other.
 */
final class NameWord {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The golden ratio, in 64 bits: its multiples lie far from each other. */
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

  private NameWord() {}

  /** That of the bytes from {@code start} to {@code end}, wherever they stand. */
  static long of(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length >= Long.BYTES) {
      long last = (long) LONGS.get(bytes, end - Long.BYTES);
      return length == Long.BYTES
          ? last
          : (long) LONGS.get(bytes, start) ^ Long.rotateLeft(last, 29);
    }
    if (length > 0 && start <= bytes.length - Long.BYTES) {
      return (long) LONGS.get(bytes, start) << (Long.SIZE - Byte.SIZE * length);
    }
    long word = 0;
    for (int at = end - 1; at >= start; at--) {
      word = (word << Byte.SIZE) | (bytes[at] & 0xFF);
    }
    return length == 0 ? 0 : word << (Long.SIZE - Byte.SIZE * length);
  }

  /** So many bits for a word and a length, which mostly differ for others. */
  static int mark(long word, int length, int bits) {
    return (int) ((word ^ length) * ODD >>> (Long.SIZE - bits));
  }

  /**
   * Whether the bytes from {@code start} to {@code end} are those that stand at {@code other},
   * which lies before {@code start}, so where eight bytes can be read from {@code start}, they can
   * from {@code other}, too.
   */
  static boolean same(byte[] bytes, int other, int start, int end) {
    int length = end - start;
    if (length >= Long.BYTES) {
      return (long) LONGS.get(bytes, start) == (long) LONGS.get(bytes, other)
          && (length <= Long.BYTES
              || Arrays.equals(
                  bytes, start + Long.BYTES, end, bytes, other + Long.BYTES, other + length));
    }
    if (start <= bytes.length - Long.BYTES) {
      long differing = (long) LONGS.get(bytes, start) ^ (long) LONGS.get(bytes, other);
      return differing << (Long.SIZE - Byte.SIZE * length) == 0;
    }
    return Arrays.equals(bytes, start, end, bytes, other, other + length);
  }
}
