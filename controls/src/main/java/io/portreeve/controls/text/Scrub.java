package io.portreeve.controls.text;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Walks a text once and treats each flawed character by the table it was made with.
 *
 * <p>A second walk over the result finds nothing more to change: what is judged from the left is
 * judged against what was kept, and what is judged from the right are letters and pictographs,
 * which no table removes.
 */
final class Scrub {
  /** What to do with a flaw. */
  enum Treatment {
    /** Neither counted nor changed. */
    IGNORE,
    /** Counted, not changed. */
    KEEP,
    /** Taken out. */
    REMOVE,
    /** Put as visible characters: a control picture, or the code point's number. */
    REVEAL,
    /** Put as U+FFFD. */
    REPLACE
  }

  private final Map<TextFlaw, Treatment> treatments;

  Scrub(Map<TextFlaw, Treatment> treatments) {
    this.treatments = new EnumMap<>(treatments);
  }

  Encoded apply(String text) {
    int plain = PlainScan.plainLength(text);
    return plain == text.length() ? Encoded.unchanged(text) : new ScrubPass(this, text).from(plain);
  }

  Treatment treatment(TextFlaw flaw) {
    return Objects.requireNonNullElse(treatments.get(flaw), Treatment.REMOVE);
  }

  /** A visible stand-in for an invisible code point. */
  static String reveal(int codePoint) {
    if (codePoint < 0x20) {
      return String.valueOf((char) (0x2400 + codePoint));
    }
    return codePoint == 0x7F ? "\u2421" : String.format("\u27E6U+%04X\u27E7", codePoint);
  }
}
