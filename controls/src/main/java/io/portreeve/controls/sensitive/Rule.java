package io.portreeve.controls.sensitive;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a kind is told. The pattern is tried only where a keyword or a number begins, or as far
 * before as such characters stand there; it gives back nothing that it took, so each try costs no
 * more than what it reads.
 *
 * @param keywords in lower case; what is found begins with one, but for what {@code before} takes
 * @param numbers whether it is tried where a number begins, too
 * @param before the characters that may stand before the keyword or number
 * @param reach how many of them
 * @param pattern its group {@code value}, or all if it has none, is what is sensitive
 * @param found texts in which it finds what stands between ⟦ and ⟧
 * @param clean texts like them in which nothing is found
 */
record Rule(
    Kind kind,
    List<String> keywords,
    boolean numbers,
    Pattern before,
    int reach,
    Pattern pattern,
    Check check,
    List<String> found,
    List<String> clean) {
  /** Longer than any key in its text form. */
  private static final int LONGEST = 20_000;

  private static final String VALUE = "value";

  Rule {
    keywords = List.copyOf(keywords);
    found = List.copyOf(found);
    clean = List.copyOf(clean);
  }

  /** What begins at a place, where a keyword or a number stands. */
  Optional<Found> at(String text, int place) {
    int start = place;
    while (start > 0 && place - start < reach && stands(text.charAt(start - 1))) {
      start--;
    }
    Matcher matcher =
        pattern
            .matcher(text)
            .region(start, Math.min(text.length(), start + LONGEST))
            .useTransparentBounds(true)
            .useAnchoringBounds(false);
    return matcher.lookingAt() ? checked(matcher) : Optional.empty();
  }

  private boolean stands(char c) {
    return c < 0x80 && before.matcher(String.valueOf(c)).matches();
  }

  private Optional<Found> checked(Matcher matcher) {
    boolean part = matcher.namedGroups().containsKey(VALUE);
    int from = part ? matcher.start(VALUE) : matcher.start();
    String value = part ? matcher.group(VALUE) : matcher.group();
    int length = check.accepted(value);
    return length == 0 ? Optional.empty() : Optional.of(new Found(kind, from, from + length));
  }
}
