package io.portreeve.controls.contextpoisoning;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How names of tools and members are put together. */
final class Spelling {
  private Spelling() {}

  /** The words of a name, in lower case: of {@code file_ids}, {@code fileIDs} and so on. */
  static List<String> words(String name) {
    String parted =
        name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .replaceAll("([A-Z])([A-Z][a-z]{2,})", "$1_$2")
            .toLowerCase(Locale.ROOT);
    return Arrays.stream(parted.split("[^a-z0-9]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** The word that tells what the whole name is of; empty if there is none. */
  static String last(List<String> words) {
    return words.isEmpty() ? "" : words.getLast();
  }
}
