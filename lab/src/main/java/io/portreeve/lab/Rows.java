package io.portreeve.lab;

import io.portreeve.gateway.display.VisibleText;
import io.portreeve.guard.Mitigation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The rows of the threat model that are to be attacked.
 *
 * @param ids such as {@code 3b}; none: all of them
 */
record Rows(Set<String> ids) {
  private static final List<String> KNOWN =
      Arrays.stream(Mitigation.values()).map(Mitigation::id).toList();

  /** Takes the rows out of what was typed, and leaves the rest there. */
  static Rows taken(List<String> typed) {
    List<String> rows = new ArrayList<>(typed);
    rows.retainAll(KNOWN);
    typed.removeAll(rows);
    return new Rows(Set.copyOf(rows));
  }

  boolean hold(Mitigation mitigation) {
    return ids.isEmpty() || ids.contains(mitigation.id());
  }

  /** What to type in place of what nobody understands. */
  static List<String> usage(List<String> typed) {
    List<String> lines = new ArrayList<>();
    typed.stream()
        .filter(word -> !word.equals("--help"))
        .findFirst()
        .map(Rows::unknown)
        .ifPresent(lines::add);
    lines.addAll(
        List.of(
            "usage: portreeve lab [--threat N] [--json] [ROW ...]",
            "       portreeve lab 3b                 one row of the threat model",
            "       portreeve lab --threat 3         all rows of one threat",
            "       portreeve lab false-positives --help",
            "       portreeve lab replay --help",
            "       portreeve lab guardrails --help",
            "       portreeve lab redaction --help"));
    return lines;
  }

  private static String unknown(String word) {
    String shown = VisibleText.line(word);
    if (word.startsWith("-")) {
      return "portreeve: there is no option `%s` here, or its value is missing".formatted(shown);
    }
    return word.matches("[1-9]|1[01]")
        ? "portreeve: %1$s is a threat: `portreeve lab --threat %1$s`".formatted(word)
        : "portreeve: there is no row `%s` in the threat model; they are %s"
            .formatted(shown, String.join(", ", KNOWN));
  }
}
