package io.portreeve.controls.text;

import org.jspecify.annotations.Nullable;

/**
 * A text with insertions and replacements, made left to right; the same instance if there are none.
 */
final class Edit {
  private final String text;
  private final Tally tally = new Tally();
  private @Nullable StringBuilder out;
  private int copied;

  Edit(String text) {
    this.text = text;
  }

  /** Puts {@code instead} in the place of {@code [from, to)}, for {@code flaw}. */
  void replace(int from, int to, String instead, TextFlaw flaw) {
    if (out == null) {
      out = new StringBuilder(text.length() + 32);
    }
    out.append(text, copied, from).append(instead);
    copied = to;
    tally.add(flaw);
  }

  void insert(int at, String what, TextFlaw flaw) {
    replace(at, at, what, flaw);
  }

  Encoded done() {
    return tally.of(out == null ? text : out.append(text, copied, text.length()).toString());
  }
}
