package io.portreeve.mcp.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Tells, while the names of an object are read, that they surely differ; whoever does not hear so
 * has to look.
 *
 * <p>Equal names have equal marks, so one of whose two marks either is new repeats none before it.
 * An escaped name may be equal to one that is written otherwise, and has none. What was seen of the
 * objects around is kept meanwhile.
 */
final class NameMarks {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The golden ratio, in 64 bits: its multiples lie far from each other. */
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

  /** Every mark is there: no name is new any more. */
  private static final long DOUBT = -1;

  private long[] around = new long[16];
  private long marks;
  private long otherMarks;

  /** A container begins within so many containers. */
  void open(int depth) {
    int at = 2 * depth;
    if (at == around.length) {
      around = Arrays.copyOf(around, 2 * at);
    }
    around[at] = marks;
    around[at + 1] = otherMarks;
    marks = 0;
    otherMarks = 0;
  }

  /** That container ends; whether two of its names may be equal. */
  boolean close(int depth) {
    boolean doubtful = (marks & otherMarks) == DOUBT;
    marks = around[2 * depth];
    otherMarks = around[2 * depth + 1];
    return doubtful;
  }

  /** A name, between its quotes. */
  void add(byte[] bytes, int start, int end, boolean escaped) {
    long mixed = (word(bytes, start, end) ^ (end - start)) * ODD;
    long mark = 1L << (mixed >>> (Long.SIZE - 6));
    long otherMark = 1L << (mixed >>> (Long.SIZE - 12));
    if (escaped || ((marks & mark) != 0 && (otherMarks & otherMark) != 0)) {
      marks = DOUBT;
      otherMarks = DOUBT;
    } else {
      marks |= mark;
      otherMarks |= otherMark;
    }
  }

  /** Its first and last bytes, which are the same wherever it stands. */
  private static long word(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length >= Long.BYTES) {
      return (long) LONGS.get(bytes, start)
          ^ Long.rotateLeft((long) LONGS.get(bytes, end - Long.BYTES), 29);
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
}
