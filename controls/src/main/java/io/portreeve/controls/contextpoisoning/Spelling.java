package io.portreeve.controls.contextpoisoning;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How names of tools and members are put together. */
final class Spelling {
  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern LAST_OF_CAPITALS = Pattern.compile("([A-Z])([A-Z][a-z]{2,})");
  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");

  private Spelling() {}

  /** The words of a name, in lower case: of {@code file_ids}, {@code fileIDs} and so on. */
  static List<String> words(String name) {
    String humps = HUMP.matcher(name).replaceAll("$1_$2");
    String parted = LAST_OF_CAPITALS.matcher(humps).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    return BETWEEN.splitAsStream(parted).filter(word -> !word.isEmpty()).toList();
  }

  /** The word that tells what the whole name is of; empty if there is none. */
  static String last(List<String> words) {
    return words.isEmpty() ? "" : words.getLast();
  }
}
