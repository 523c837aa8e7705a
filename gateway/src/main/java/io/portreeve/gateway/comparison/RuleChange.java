package io.portreeve.gateway.comparison;

import java.util.List;

/**
 * A rule, or what rules go by, that is not what it was.
 *
 * @param what {@code allow}, {@code deny}, {@code approve}, {@code labels}, {@code object} or
 *     {@code decision-point}
 * @param name of the rule or the object; whose labels; the address
 * @param keys of a rule or labels that changed: what about it did
 */
public record RuleChange(String what, String name, How how, List<String> keys) {
  /** How it changed. */
  public enum How {
    NEW("new"),
    GONE("gone"),
    CHANGED("changed");

    private final String word;

    How(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
