package io.portreeve.gateway.scan.definition;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.Lookalikes;
import java.util.Locale;

/**
 * What a name looks like: two names of the same skeleton are taken for each other. Letters of other
 * scripts stand for the Latin ones that they look like; marks between words, and case, for nothing.
 */
final class Skeleton {
  private Skeleton() {}

  static String of(String name) {
    String shown = CanonicalText.of(name, CanonicalText.Form.NFKC).text().toLowerCase(Locale.ROOT);
    var out = new StringBuilder();
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (Character.isSurrogate(c) || Character.isLetterOrDigit(c)) {
        out.append(digit(Lookalikes.of(c)));
      }
    }
    return out.toString();
  }

  private static char digit(char c) {
    return c == '0' ? 'o' : c == '1' ? 'l' : c;
  }
}
