package io.portreeve.controls.indirectpromptinjection;

/**
 * The features of a folded text: its sequences of three to five characters, and of one to three
 * words, each as the number of a bucket. The same text gives the same numbers everywhere. A text is
 * walked through once, a stretch at a time.
 */
public final class Grams {
  /** How many buckets there are, as a power of two. */
  public static final int BITS = 16;

  private static final int LONGEST = 5;
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final long PRIME = 0x100000001B3L;

  private final String folded;
  private int at;
  private int features;
  private long word;
  private long before;
  private long earlier;

  /** At the beginning of a folded text. */
  public Grams(String folded) {
    this.folded = folded;
  }

  /** What a feature speaks for. */
  @FunctionalInterface
  public interface Weights {
    int of(int bucket);
  }

  /** How many features there were so far. */
  public int features() {
    return features;
  }

  /**
   * Goes on until so many characters of the text are over, and gives the sum of the weights of the
   * features that end with one of these; they are asked for in the order of their ends.
   */
  public int advance(int end, Weights weights) {
    if (at >= end) {
      return 0;
    }
    int sum = 0;
    while (at < Math.min(end, LONGEST - 1)) {
      sum += early(weights);
    }
    sum += at < end ? walk(end, weights) : 0;
    return end == folded.length() ? sum + wordOver(word, weights) : sum;
  }

  /** Where the longer sequences are none yet. */
  private int early(Weights weights) {
    int sum = 0;
    if (at >= 2) {
      sum += weights.of(bucket(three(at) + 3));
      features++;
    }
    if (at == 3) {
      sum += weights.of(bucket(three(at) * PRIME + folded.charAt(0) + 4));
      features++;
    }
    char c = folded.charAt(at++);
    sum += c == ' ' ? wordOver(word, weights) : 0;
    word = c == ' ' ? 0 : spelt(word, c);
    return sum;
  }

  /** Here nearly all time is spent that a detector takes: what changes is in no field. */
  private int walk(int end, Weights weights) {
    int sum = 0;
    long spelt = word;
    for (int i = at; i < end; i++) {
      char c = folded.charAt(i);
      long three = three(i);
      long four = three * PRIME + folded.charAt(i - 3);
      long five = four * PRIME + folded.charAt(i - 4);
      sum += weights.of(bucket(three + 3));
      sum += weights.of(bucket(four + 4));
      sum += weights.of(bucket(five + 5));
      if (c == ' ') {
        sum += wordOver(spelt, weights);
        spelt = 0;
      } else {
        spelt = spelt(spelt, c);
      }
    }
    features += 3 * (end - at);
    word = spelt;
    at = end;
    return sum;
  }

  private long three(int i) {
    return ((PRIME + folded.charAt(i)) * PRIME + folded.charAt(i - 1)) * PRIME
        + folded.charAt(i - 2);
  }

  private static long spelt(long word, char c) {
    return (word + c + 1) * MIX;
  }

  private int wordOver(long word, Weights weights) {
    int sum = weights.of(bucket(word + 11));
    features++;
    if (before != 0) {
      sum += weights.of(bucket(word * 31 + before + 12));
      features++;
    }
    if (earlier != 0) {
      sum += weights.of(bucket((word * 31 + before) * 31 + earlier + 13));
      features++;
    }
    earlier = before;
    before = word;
    return sum;
  }

  private static int bucket(long hash) {
    long mixed = (hash ^ (hash >>> 29)) * MIX;
    return (int) (mixed >>> (64 - BITS));
  }
}
