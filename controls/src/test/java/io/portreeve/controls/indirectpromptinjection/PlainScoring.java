package io.portreeve.controls.indirectpromptinjection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The score of a text by definition: each part's features are summed up anew. */
final class PlainScoring {
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final long PRIME = 0x100000001B3L;

  private final LinearModel model;
  private final String folded;
  private final String[] words;
  private final List<List<Integer>> ending;

  PlainScoring(LinearModel model, String folded) {
    this.model = model;
    this.folded = folded;
    this.words = folded.split(" ", -1);
    this.ending = IntStream.range(0, folded.length()).mapToObj(this::buckets).toList();
  }

  /** Of the whole, and of each text if there are several. */
  float best(List<Integer> ends) {
    float best = best(0, folded.length());
    int begin = 0;
    for (int end : ends.size() > 1 ? ends : List.<Integer>of()) {
      best = Math.max(best, best(begin, end));
      begin = end;
    }
    return best;
  }

  /** Ten and four blocks, that end where a block ends, or the text. */
  private float best(int begin, int end) {
    float best = -Float.MAX_VALUE;
    for (int blocks = 1; begin + blocks * Windows.BLOCK <= end; blocks++) {
      best = Math.max(best, ending(begin, blocks, begin + blocks * Windows.BLOCK));
    }
    int begun = (end - begin) / Windows.BLOCK + 1;
    return Math.max(best, ending(begin, begun, end));
  }

  private float ending(int begin, int blocks, int end) {
    int longFrom = begin + Math.max(0, blocks - Windows.LONG) * Windows.BLOCK;
    int shortFrom = begin + Math.max(0, blocks - Windows.SHORT) * Windows.BLOCK;
    return Math.max(score(longFrom, end), score(shortFrom, end));
  }

  private float score(int from, int to) {
    int sum = 0;
    int features = 0;
    for (List<Integer> buckets : ending.subList(from, to)) {
      sum += buckets.stream().mapToInt(model::of).sum();
      features += buckets.size();
    }
    return model.score(sum, features);
  }

  /** The features that end with a character. */
  private List<Integer> buckets(int at) {
    List<Integer> buckets = new ArrayList<>();
    for (int length = 3; length <= Math.min(5, at + 1); length++) {
      buckets.add(sequence(at, length));
    }
    int over = wordsOver(at);
    for (int count = 1; count <= Math.min(3, over); count++) {
      buckets.add(words(over, count));
    }
    return buckets;
  }

  private int sequence(int at, int length) {
    long hash = PRIME + folded.charAt(at);
    for (int back = 1; back < length; back++) {
      hash = hash * PRIME + folded.charAt(at - back);
    }
    return bucket(hash + length);
  }

  /** How many words are over, if one is over with this character. */
  private int wordsOver(int at) {
    boolean blank = folded.charAt(at) == ' ';
    boolean over = blank || at == folded.length() - 1;
    int blanks = (int) folded.substring(0, at).chars().filter(c -> c == ' ').count();
    return over ? blanks + 1 : 0;
  }

  private int words(int last, int count) {
    long hash = word(words[last - 1]);
    for (int back = 2; back <= count; back++) {
      hash = hash * 31 + word(words[last - back]);
    }
    return bucket(hash + 10 + count);
  }

  private static long word(String text) {
    long hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash + text.charAt(i) + 1) * MIX;
    }
    return hash;
  }

  private static int bucket(long hash) {
    return (int) (((hash ^ (hash >>> 29)) * MIX) >>> (64 - Grams.BITS));
  }
}
