package io.portreeve.testkit.model;

import java.util.ArrayList;
import java.util.List;

/** Cuts text as a model says it: a few characters at a time, though never inside one. */
final class Pieces {
  private static final int[] SIZES = {4, 1, 2, 7, 3};

  private Pieces() {}

  static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int wanted = SIZES[pieces.size() % SIZES.length];
      int left = text.codePointCount(from, text.length());
      int to = text.offsetByCodePoints(from, Math.min(wanted, left));
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
