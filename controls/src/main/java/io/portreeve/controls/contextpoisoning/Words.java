package io.portreeve.controls.contextpoisoning;

/** What a user wrote, or a server that is trusted: the words from which a value may come. */
record Words(Folded words) {
  private static final int LONG_NUMBER = 8;

  /** Of a user's words the last are kept; he wrote no more than that in many a day. */
  private static final int LONGEST = 16 * 1024;

  static Words of(String text) {
    return new Words(Folded.of(text));
  }

  /** These and more; of too many the first are forgotten, as a whole word each. */
  Words and(String more) {
    String all = Folded.of(words.text() + " " + more).text();
    if (all.length() <= LONGEST) {
      return new Words(new Folded(all));
    }
    int cut = all.indexOf(' ', all.length() - LONGEST - 1);
    return new Words(new Folded(cut < 0 ? "" : all.substring(cut + 1)));
  }

  /** Whether they name a value that an argument of that role takes. */
  boolean names(Folded value, ArgumentRole role) {
    return role == ArgumentRole.IDENTIFIER ? sayId(value) : say(value);
  }

  boolean say(Folded value) {
    return words.names(value);
  }

  /**
   * Whether they name an object by its id. A short number stands in many a text and means a day, an
   * amount, a place in a list: it counts only where the word before says that it is an id.
   */
  boolean sayId(Folded id) {
    boolean shortNumber =
        id.text().length() < LONG_NUMBER && id.text().chars().allMatch(Character::isDigit);
    if (!shortNumber) {
      return say(id);
    }
    for (int at = words.place(id, 0); at >= 0; at = words.place(id, at + 1)) {
      if (Cue.endsBefore(words.text(), at)) {
        return true;
      }
    }
    return false;
  }
}
