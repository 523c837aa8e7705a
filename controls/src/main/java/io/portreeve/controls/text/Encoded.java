package io.portreeve.controls.text;

import io.portreeve.guard.Change;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A text that is safe for its sink, and what was found on the way.
 *
 * <p>If nothing had to change, {@link #text()} is the very instance that came in.
 *
 * @param text the encoded text
 * @param found how often each flaw was found; kept ones are counted too
 */
public record Encoded(String text, Map<TextFlaw, Integer> found) {
  public Encoded {
    found = found.isEmpty() ? Map.of() : Map.copyOf(found);
  }

  static Encoded unchanged(String text) {
    return new Encoded(text, Map.of());
  }

  /** Whether this is not the text that came in. */
  public boolean changes(String original) {
    return !text.equals(original);
  }

  /** The findings as audit records of the string at {@code pointer} (RFC 6901). */
  public List<Change> at(String pointer) {
    return found.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(flaw -> new Change(pointer, flaw.getKey().wire(), flaw.getValue()))
        .toList();
  }

  /** This text, found to have these flaws as well. */
  public Encoded and(Map<TextFlaw, Integer> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    Map<TextFlaw, Integer> sum = new EnumMap<>(TextFlaw.class);
    sum.putAll(earlier);
    found.forEach((what, count) -> sum.merge(what, count, Integer::sum));
    return new Encoded(text, sum);
  }
}
