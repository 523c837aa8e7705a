package io.portreeve.gateway.classifiers;

import java.util.ArrayList;
import java.util.List;

/**
 * What a message says, in portions that the usual models read whole: they cut what is longer, and
 * an order after the cut is not seen. Each begins within the one before, so that none cuts an order
 * in two that is shorter than what they share.
 */
final class Portions {
  static final int LENGTH = 1200;
  static final int SHARED = 200;

  private Portions() {}

  /** Of texts that belong together, and of them no more than so many characters. */
  static List<String> of(List<String> texts, int longest) {
    String joined = String.join("\n", texts.stream().filter(text -> !text.isBlank()).toList());
    String all = joined.substring(0, whole(joined, Math.min(joined.length(), longest)));
    List<String> portions = new ArrayList<>();
    int from = 0;
    int end = 0;
    while (end < all.length()) {
      end = whole(all, Math.min(all.length(), from + LENGTH));
      portions.add(all.substring(from, end));
      from = whole(all, end - SHARED);
    }
    return portions;
  }

  /** No character is cut in two. */
  private static int whole(String text, int at) {
    boolean inside =
        at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return inside ? at - 1 : at;
  }
}
