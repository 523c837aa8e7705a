package io.portreeve.controls.text;

import java.util.EnumMap;
import java.util.Map;

/** Counts flaws while one text is read; confined to that reading. */
final class Tally {
  private final Map<TextFlaw, Integer> counts = new EnumMap<>(TextFlaw.class);

  void add(TextFlaw flaw) {
    add(flaw, 1);
  }

  void add(TextFlaw flaw, int count) {
    counts.merge(flaw, count, Integer::sum);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  Encoded of(String text) {
    return new Encoded(text, counts);
  }
}
