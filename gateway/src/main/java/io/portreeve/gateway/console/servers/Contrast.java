package io.portreeve.gateway.console.servers;

import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.pages.Html;

/**
 * Two texts that differ, each with the piece marked that is in it alone: what stands between their
 * common beginning and their common end.
 */
final class Contrast {
  private final int[] before;
  private final int[] after;

  private Contrast(int[] before, int[] after) {
    this.before = before;
    this.after = after;
  }

  static Contrast of(String before, String after) {
    return new Contrast(before.codePoints().toArray(), after.codePoints().toArray());
  }

  Html old() {
    return marked(before, "del");
  }

  Html fresh() {
    return marked(after, "ins");
  }

  private Html marked(int[] all, String element) {
    int begin = begin();
    int end = all.length - end(begin);
    return begin == end
        ? text(piece(all, 0, all.length))
        : Html.all(
            text(piece(all, 0, begin)),
            tag(element).holding(piece(all, begin, end)),
            text(piece(all, end, all.length)));
  }

  private int begin() {
    int common = 0;
    while (common < Math.min(before.length, after.length) && before[common] == after[common]) {
      common++;
    }
    return common;
  }

  private int end(int begin) {
    int common = 0;
    while (common < Math.min(before.length, after.length) - begin
        && before[before.length - 1 - common] == after[after.length - 1 - common]) {
      common++;
    }
    return common;
  }

  private static String piece(int[] all, int from, int to) {
    return new String(all, from, to - from);
  }
}
