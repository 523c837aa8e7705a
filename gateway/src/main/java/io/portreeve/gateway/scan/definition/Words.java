package io.portreeve.gateway.scan.definition;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that a name is made of, in lower case. */
record Words(List<String> all) {
  private static final Pattern BORDER =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^\\p{L}\\p{N}]+");

  static Words of(String name) {
    return new Words(
        BORDER
            .splitAsStream(name)
            .filter(word -> !word.isEmpty())
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList());
  }

  boolean beginWith(Set<String> verbs) {
    return !all.isEmpty() && verbs.contains(all.getFirst());
  }

  boolean have(Set<String> any) {
    return all.stream().anyMatch(any::contains);
  }
}
