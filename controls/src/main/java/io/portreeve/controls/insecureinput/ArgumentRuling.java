package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.Encoded;
import io.portreeve.controls.text.TextFlaw;
import java.util.Map;

/** What is to become of one argument. */
public sealed interface ArgumentRuling {
  /**
   * It goes on, in this form.
   *
   * @param value the canonical value: the very instance that came in if that was canonical
   * @param found what was found in it on the way
   */
  record Accepted(String value, Map<TextFlaw, Integer> found) implements ArgumentRuling {}

  /** It goes nowhere. */
  record Refused(ArgumentFlaw flaw) implements ArgumentRuling {}

  static ArgumentRuling accept(String value) {
    return new Accepted(value, Map.of());
  }

  static ArgumentRuling accept(Encoded canonical) {
    return new Accepted(canonical.text(), canonical.found());
  }

  static ArgumentRuling refuse(ArgumentFlaw flaw) {
    return new Refused(flaw);
  }
}
