package io.portreeve.controls.contextpoisoning;

import java.util.List;
import java.util.Set;

/**
 * What sort of object an id names, in words, each for one: of {@code search_calendar_events} it is
 * calendar event.
 */
record Kind(List<String> words) {
  private static final Set<String> BESIDE = Set.of("by", "of", "for", "from", "in", "with");

  Kind {
    words = words.stream().map(Kind::one).toList();
  }

  /** Of the objects that a tool or a member of that name lists. */
  static Kind listedBy(String name) {
    List<String> words = Spelling.words(name);
    List<String> about = words.stream().takeWhile(word -> !BESIDE.contains(word)).toList();
    int end = about.size();
    while (end > 0 && GuessedSinks.isForReading(about.get(end - 1))) {
      end--;
    }
    return new Kind(about.subList(0, end));
  }

  /** Of the object whose id a member of that name holds. */
  static Kind wantedBy(String member) {
    List<String> words = Spelling.words(member);
    return new Kind(words.subList(0, words.size() - 1));
  }

  boolean isUnknown() {
    return words.isEmpty();
  }

  /** Whether all objects of this kind are of that one: calendar events are events, no calendars. */
  boolean is(Kind other) {
    int more = words.size() - other.words.size();
    return !other.isUnknown() && more >= 0 && words.subList(more, words.size()).equals(other.words);
  }

  private static String one(String word) {
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    boolean several = word.endsWith("s") && !word.endsWith("ss");
    return several ? word.substring(0, word.length() - 1) : word;
  }
}
