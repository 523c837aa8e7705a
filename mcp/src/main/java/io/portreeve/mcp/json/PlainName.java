package io.portreeve.mcp.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of a name, to find those that are written without an escape; eight are compared in one
 * step.
 */
final class PlainName {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] text;
  private final int size;
  private final long word;

  PlainName(byte[] text) {
    this.text = text.clone();
    this.size = (text.length + 2) << Tape.DETAIL_BITS;
    this.word = text.length == 0 ? 0 : word(Arrays.copyOf(text, Math.max(Long.BYTES, text.length)), 0, Math.min(Long.BYTES, text.length));
  }

  /** What its cell says where it is written with plain ASCII and no escape. */
  int size() {
    return size;
  }

  /** Whether these bytes, of which there are at least as many, begin with it. */
  boolean startsAt(byte[] bytes, int start) {
    int length = text.length;
    if (length <= Long.BYTES && start <= bytes.length - Long.BYTES) {
      return length == 0 || word(bytes, start, length) == word;
    }
    return Arrays.equals(bytes, start, start + length, text, 0, length);
  }

  /** The first so many of eight bytes, and no others. */
  private static long word(byte[] bytes, int start, int length) {
    return (long) LONGS.get(bytes, start) << (Long.SIZE - length * Byte.SIZE);
  }
}
