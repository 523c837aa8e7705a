package io.portreeve.mcp.json;

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
    int both = NameWord.mark(NameWord.of(bytes, start, end), end - start, 12);
    long mark = 1L << both; // a shift goes by the low six bits
    long otherMark = 1L << (both >>> 6);
    if (escaped || ((marks & mark) != 0 && (otherMarks & otherMark) != 0)) {
      marks = DOUBT;
      otherMarks = DOUBT;
    } else {
      marks |= mark;
      otherMarks |= otherMark;
    }
  }
}
