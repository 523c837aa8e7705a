package io.portreeve.bench.controls;

import java.util.List;
import java.util.SplittableRandom;

/** Plain sentences, the same at each start, that repeat no longer part. */
final class Prose {
  private static final List<String> WORDS =
      List.of(
          "the",
          "report",
          "of",
          "this",
          "quarter",
          "shows",
          "how",
          "many",
          "orders",
          "came",
          "from",
          "northern",
          "branches",
          "and",
          "what",
          "was",
          "sold",
          "in",
          "each",
          "month",
          "prices",
          "rose",
          "while",
          "costs",
          "stayed",
          "below",
          "plan",
          "our",
          "team",
          "expects",
          "more",
          "visitors",
          "after",
          "summer",
          "because",
          "new",
          "shops",
          "open",
          "near",
          "stations");
  private static final int SENTENCE = 12;

  private final SplittableRandom random;

  Prose(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** About so many characters, never more. */
  String of(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; text.length() < length; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(i % SENTENCE == 0 ? ". " : " ");
    }
    return text.substring(0, length).strip();
  }
}
