package io.portreeve.lab;

import io.portreeve.gateway.config.form.Words;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Threat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of the threat model that are to be attacked.
 *
 * @param ids such as {@code 3b}; none: all of them
 */
record Rows(Set<String> ids) {
  private static final List<String> KNOWN =
      Arrays.stream(Mitigation.values()).map(Mitigation::id).toList();

  private static final List<String> OPTIONS = List.of("--threat", "--json", "--help");

  /** Takes the rows out of what was typed, and leaves the rest there. */
  static Rows taken(List<String> typed) {
    List<String> rows = typed.stream().filter(word -> KNOWN.contains(id(word))).toList();
    typed.removeAll(rows);
    return new Rows(rows.stream().map(Rows::id).collect(Collectors.toUnmodifiableSet()));
  }

  private static String id(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Why a threat and these rows have no attack in common; empty if they have some, or may. */
  Optional<String> foreignTo(int threat) {
    boolean some =
        ids.isEmpty()
            || Arrays.stream(Mitigation.values())
                .filter(this::hold)
                .anyMatch(one -> one.threat().number() == threat);
    return some
        ? Optional.empty()
        : Optional.of(
            "portreeve: %s %s not of threat %d; leave `--threat` away, or the row"
                .formatted(
                    ids.stream().sorted().collect(Collectors.joining(", ")),
                    ids.size() == 1 ? "is" : "are",
                    threat));
  }

  /** What to say of what was given as the number of a threat, and is none. */
  static String noThreat(String said) {
    return KNOWN.contains(id(said))
        ? "portreeve: %1$s is a row of the threat model: `portreeve lab %1$s`".formatted(id(said))
        : "portreeve: there is no threat %s; they are 1 to %d"
            .formatted(VisibleText.line(said), Threat.values().length);
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

  private static String nearest(String word) {
    return Words.nearest(word, OPTIONS).map(one -> "; did you mean `" + one + "`?").orElse("");
  }

  private static String unknown(String word) {
    String shown = VisibleText.line(word);
    if (word.startsWith("-")) {
      return word.equals("--threat")
          ? "portreeve: `--threat` needs the number of one, from 1 to " + Threat.values().length
          : "portreeve: there is no option `%s` here%s".formatted(shown, nearest(word));
    }
    return word.matches("[1-9]|1[01]")
        ? "portreeve: %1$s is a threat: `portreeve lab --threat %1$s`".formatted(word)
        : "portreeve: there is no row `%s` in the threat model; they are %s"
            .formatted(shown, String.join(", ", KNOWN));
  }
}
