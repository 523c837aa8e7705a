package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.text.Encoded;
import io.portreeve.controls.text.Encodings;
import io.portreeve.controls.text.Percent;
import io.portreeve.controls.text.TextFlaw;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model may read in a text besides what a person sees there: tag characters, encodings,
 * letters set apart, digits for letters. Each reading is a part of the text, and together they are
 * no longer than a few times the text.
 */
final class Guises {
  private static final int TAGS = 0xE0000;
  private static final int LAST_TAG = 0xE007F;
  private static final int DEEPEST = 2;

  private Guises() {}

  /** As it is seen: without what shows nothing, and in compatibility form. */
  static Encoded visible(String raw) {
    return CanonicalText.of(raw, Form.NFKC);
  }

  /** What else it may say; {@code seen} is what is seen of it, and what was taken out for that. */
  static List<String> of(String raw, Encoded seen) {
    List<String> all = new ArrayList<>();
    String visible = seen.text();
    if (seen.found().containsKey(TextFlaw.TAG)) {
      all.add(untagged(raw));
    }
    if (visible.indexOf('%') >= 0) {
      Segments.of(visible, 1, at -> escaped(visible, at)).map(Percent::decode).ifPresent(all::add);
    }
    Spelling.together(visible).ifPresent(all::add);
    Spelling.letters(visible).ifPresent(all::add);
    encoded(visible, DEEPEST, all);
    return all;
  }

  private static boolean escaped(String text, int from) {
    int at = text.indexOf('%', from, Segments.wordEnd(text, from));
    return at >= 0 && at + 2 < text.length() && Character.digit(text.charAt(at + 1), 16) >= 0;
  }

  private static void encoded(String text, int depth, List<String> all) {
    for (Encodings.Hidden inside : Encodings.in(text)) {
      String seen = visible(inside.text()).text();
      all.add(seen);
      if (depth > 1) {
        encoded(seen, depth - 1, all);
      }
    }
  }

  private static String untagged(String raw) {
    return raw.codePoints()
        .filter(c -> c > TAGS && c <= LAST_TAG)
        .map(c -> c - TAGS)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
