package io.portreeve.controls.insecureinput;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words that a name is made of, in lower case: {@code outputFilePath} and {@code
 * output_file-path} are "output file path".
 */
record NameWords(List<String> words) {
  private static final Pattern BORDER =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^\\p{L}\\p{N}]+");

  static NameWords of(String name) {
    return new NameWords(
        BORDER
            .splitAsStream(name)
            .filter(word -> !word.isEmpty())
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList());
  }

  /** The word that says what the thing is: the last one. */
  boolean endsIn(Set<String> nouns) {
    return !words.isEmpty() && nouns.contains(words.getLast());
  }

  boolean has(Set<String> any) {
    return words.stream().anyMatch(any::contains);
  }

  boolean is(Set<String> names) {
    return names.contains(String.join(" ", words));
  }
}
