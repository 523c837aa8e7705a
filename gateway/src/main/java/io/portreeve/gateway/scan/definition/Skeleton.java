package io.portreeve.gateway.scan.definition;

import io.portreeve.controls.text.CanonicalText;
import java.util.Locale;
import java.util.Map;

/**
 * What a name looks like: two names of the same skeleton are taken for each other. Letters of other
 * scripts stand for the Latin ones that they look like; marks between words, and case, for nothing.
 */
final class Skeleton {
  private static final Map<Integer, String> LOOKS =
      Map.ofEntries(
          Map.entry((int) 'а', "a"),
          Map.entry((int) 'е', "e"),
          Map.entry((int) 'о', "o"),
          Map.entry((int) 'р', "p"),
          Map.entry((int) 'с', "c"),
          Map.entry((int) 'у', "y"),
          Map.entry((int) 'х', "x"),
          Map.entry((int) 'і', "i"),
          Map.entry((int) 'ј', "j"),
          Map.entry((int) 'ѕ', "s"),
          Map.entry((int) 'ԁ', "d"),
          Map.entry((int) 'һ', "h"),
          Map.entry((int) 'ո', "n"),
          Map.entry((int) 'α', "a"),
          Map.entry((int) 'ο', "o"),
          Map.entry((int) 'ρ', "p"),
          Map.entry((int) 'ν', "v"),
          Map.entry((int) 'ι', "i"),
          Map.entry((int) 'ı', "i"),
          Map.entry((int) 'ɡ', "g"),
          Map.entry((int) '0', "o"),
          Map.entry((int) '1', "l"));

  private Skeleton() {}

  static String of(String name) {
    String shown = CanonicalText.of(name, CanonicalText.Form.NFKC).text().toLowerCase(Locale.ROOT);
    var out = new StringBuilder();
    shown
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(point -> out.append(LOOKS.getOrDefault(point, Character.toString(point))));
    return out.toString();
  }
}
