package io.portreeve.controls.contextpoisoning;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One thing that a memory remembers, as far as it can be true or false by itself.
 *
 * @param words what it says, first what it is about
 */
public record MemoryEntry(Kind kind, List<String> words) {
  /** What it says. */
  public enum Kind {
    /** That there is something of that name and type. */
    ENTITY(1),
    /** What is known of something. */
    OBSERVATION(1),
    /** How one thing is related to another. */
    RELATION(2);

    private final int names;

    Kind(int names) {
      this.names = names;
    }
  }

  public MemoryEntry {
    words = List.copyOf(words);
  }

  /** What keeps every entry, and notes it. */
  static Predicate<MemoryEntry> all(Set<MemoryEntry> noted) {
    return entry -> {
      noted.add(entry);
      return true;
    };
  }

  static MemoryEntry entity(String name, String type) {
    return new MemoryEntry(Kind.ENTITY, List.of(name, type));
  }

  static MemoryEntry observation(String of, String text) {
    return new MemoryEntry(Kind.OBSERVATION, List.of(of, text));
  }

  static MemoryEntry relation(String from, String to, String type) {
    return new MemoryEntry(Kind.RELATION, List.of(from, to, type));
  }

  /** The names of what it is about: when that goes, it goes. One or two. */
  public List<String> about() {
    return words.subList(0, kind.names);
  }
}
