package io.portreeve.controls.indirectpromptinjection;

/**
 * The features of a folded text: its sequences of three to five characters, and of one to three
 * words, each as the number of a bucket. The same text gives the same numbers everywhere.
 */
public final class Grams {
  /** How many buckets there are, as a power of two. */
  public static final int BITS = 16;

  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final long PRIME = 0x100000001B3L;

  private Grams() {}

  /** Takes one feature. */
  @FunctionalInterface
  public interface Taker {
    /** Called in the order of {@code end}: where, in the text, the feature ends. */
    void take(int end, int bucket);
  }

  /** Shows all features of a folded text. */
  public static void of(String folded, Taker taker) {
    Words words = new Words();
    int length = folded.length();
    char first = 0;
    char second = 0;
    char third = 0;
    char fourth = 0;
    for (int i = 0; i < length; i++) {
      char c = folded.charAt(i);
      long three = ((PRIME + c) * PRIME + fourth) * PRIME + third;
      long four = three * PRIME + second;
      if (i >= 2) {
        taker.take(i, bucket(three + 3));
      }
      if (i >= 3) {
        taker.take(i, bucket(four + 4));
      }
      if (i >= 4) {
        taker.take(i, bucket(four * PRIME + first + 5));
      }
      if (c == ' ') {
        words.end(i, taker);
      } else {
        words.add(c);
      }
      first = second;
      second = third;
      third = fourth;
      fourth = c;
    }
    if (length > 0) {
      words.end(length - 1, taker);
    }
  }

  private static int bucket(long hash) {
    long mixed = (hash ^ (hash >>> 29)) * MIX;
    return (int) (mixed >>> (64 - BITS));
  }

  /** The last three words. */
  private static final class Words {
    private long word;
    private long before;
    private long earlier;

    void add(char c) {
      word = (word + c + 1) * MIX;
    }

    void end(int at, Taker taker) {
      taker.take(at, bucket(word + 11));
      if (before != 0) {
        taker.take(at, bucket(word * 31 + before + 12));
      }
      if (earlier != 0) {
        taker.take(at, bucket((word * 31 + before) * 31 + earlier + 13));
      }
      earlier = before;
      before = word;
      word = 0;
    }
  }
}
