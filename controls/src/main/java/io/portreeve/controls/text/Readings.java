package io.portreeve.controls.text;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What lenient readers make of an address or a path: with its percent-encoding undone up to three
 * times, with compatibility characters folded before and after, without what shows nothing, and
 * with backslashes as slashes.
 *
 * <p>For judging only; nothing is ever sent in such a form.
 */
public final class Readings {
  private static final int ROUNDS = 3;

  private Readings() {}

  /** All readings, the text as it is first. */
  public static Set<String> of(String text) {
    Set<String> readings = new LinkedHashSet<>();
    Set<String> encoded = Set.of(text);
    for (int round = 0; round <= ROUNDS; round++) {
      Set<String> decoded = new LinkedHashSet<>();
      for (String reading : encoded) {
        String folded = Compatibility.of(reading);
        readings.add(reading);
        readings.add(folded);
        readings.add(folded.replace('\\', '/'));
        readings.add(visible(folded).replace('\\', '/'));
        decoded.add(Percent.decode(reading));
        decoded.add(Percent.decode(folded));
      }
      if (encoded.equals(decoded)) {
        break; // it has come to rest, as nearly every text does at once
      }
      encoded = decoded;
    }
    return readings;
  }

  private static String visible(String text) {
    return text.codePoints()
        .filter(c -> Invisibles.of(c) == null)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
