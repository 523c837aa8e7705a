package io.portreeve.gateway.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The notes of the demo server; a bounded number of them, in the order in which they were made. */
final class Notes {
  private static final int MOST = 100;

  private final Map<String, String> notes = new LinkedHashMap<>();

  synchronized List<String> names() {
    return List.copyOf(notes.keySet());
  }

  synchronized Optional<String> read(String name) {
    return Optional.ofNullable(notes.get(name));
  }

  /** False when there is no room for another one. */
  synchronized boolean write(String name, String text) {
    if (!notes.containsKey(name) && notes.size() >= MOST) {
      return false;
    }
    notes.put(name, text);
    return true;
  }
}
