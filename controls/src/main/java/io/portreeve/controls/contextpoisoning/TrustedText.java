package io.portreeve.controls.contextpoisoning;

import java.util.List;

/**
 * A trusted result, and what the model had said before it came.
 *
 * @param said how much of what it said: an echo of that is the model's own voice, not the server's
 */
record TrustedText(Words words, int said) {
  int length() {
    return words.words().text().length();
  }

  boolean says(Folded value, ArgumentRole role, List<Folded> spoken) {
    boolean stands = role == ArgumentRole.IDENTIFIER ? words.sayId(value) : words.say(value);
    return stands && spoken.subList(0, said).stream().noneMatch(earlier -> earlier.names(value));
  }
}
