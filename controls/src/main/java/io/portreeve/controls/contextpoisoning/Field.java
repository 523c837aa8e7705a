package io.portreeve.controls.contextpoisoning;

import java.util.List;
import java.util.Locale;

/** A value of a field that the user pointed to: he named the object, and the field. */
record Field(String name, Folded value) {
  /** Whether the words speak of fields of that name, of one or of several. */
  static boolean isNamedIn(Folded words, String name) {
    String spoken = name.replace('_', ' ').toLowerCase(Locale.ROOT);
    String one = spoken.endsWith("s") ? spoken.substring(0, spoken.length() - 1) : spoken;
    return List.of(spoken, one, one + "s").stream().map(Folded::of).anyMatch(words::names);
  }
}
