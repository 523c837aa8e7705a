package io.portreeve.lab.guardrails;

import io.portreeve.controls.indirectpromptinjection.Grams;
import io.portreeve.controls.indirectpromptinjection.LinearModel;
import io.portreeve.controls.indirectpromptinjection.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The features of a text in their order, and the parts of it that a detector looks at: of the whole
 * and of each text that it is made of, some 400 and some 160 characters at a time.
 */
final class Parts {
  private static final int LONG = 400;
  private static final int SHORT = 160;
  private static final int PER_CHARACTER = 6;

  /** Where the features of a part begin and end. */
  record Part(int from, int to) {}

  private final int[] buckets;
  private final List<Part> all;

  private Parts(int[] buckets, List<Part> all) {
    this.buckets = buckets;
    this.all = List.copyOf(all);
  }

  static Parts of(Reading reading) {
    Features features = new Features(reading.folded().length());
    int[] starts = features.walk(reading.folded());
    List<Part> all = new ArrayList<>();
    cut(0, reading.folded().length(), starts, all);
    if (reading.ends().size() > 1) {
      int begin = 0;
      for (int end : reading.ends()) {
        cut(begin, end, starts, all);
        begin = end;
      }
    }
    return new Parts(features.buckets(), all);
  }

  List<Part> all() {
    return all;
  }

  int bucket(int feature) {
    return buckets[feature];
  }

  private static void cut(int begin, int end, int[] starts, List<Part> all) {
    cut(begin, end, LONG, starts, all);
    if (end - begin > SHORT) {
      cut(begin, end, SHORT, starts, all);
    }
  }

  private static void cut(int begin, int end, int size, int[] starts, List<Part> all) {
    int at = begin;
    do {
      Part part = new Part(starts[at], starts[Math.min(end, at + size)]);
      if (part.to() - part.from() >= LinearModel.FEWEST) {
        all.add(part);
      }
      at += size / 2;
    } while (at + size / 2 < end);
  }

  /** The buckets as they come, and which is the first of each character. */
  private static final class Features implements Grams.Weights {
    private final int[] buckets;
    private final int[] starts;
    private int used;

    Features(int length) {
      buckets = new int[length * PER_CHARACTER + PER_CHARACTER];
      starts = new int[length + 1];
    }

    int[] walk(String folded) {
      Grams grams = new Grams(folded);
      for (int end = 1; end <= folded.length(); end++) {
        var _ = grams.advance(end, this);
        starts[end] = used;
      }
      return starts;
    }

    @Override
    public int of(int bucket) {
      buckets[used++] = bucket;
      return 0;
    }

    int[] buckets() {
      return Arrays.copyOf(buckets, used);
    }
  }
}
