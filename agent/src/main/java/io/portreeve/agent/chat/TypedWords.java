package io.portreeve.agent.chat;

import java.util.ArrayList;
import java.util.List;

/** What follows a command, word by word; double quotes hold a word with blanks together. */
final class TypedWords {
  private TypedWords() {}

  /** A quote that is not closed goes to the end. */
  static List<String> of(String typed) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < typed.length(); i++) {
      char one = typed.charAt(i);
      if (one == '"') {
        quoted = !quoted;
        begun = true;
      } else if (Character.isWhitespace(one) && !quoted) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        var _ = word.append(one);
        begun = true;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
