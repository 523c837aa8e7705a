package io.portreeve.mcp.json;

import java.util.Map;

/**
 * Where each name of a large object stands, so that many look-ups are not a square.
 *
 * <p>The field is final, so an index that one thread made is whole for any other that sees it.
 */
final class NameIndex {
  /** The size beyond which an object is indexed; below, comparing bytes is faster. */
  static final int WORTHWHILE = 32;

  private final Map<String, Integer> places;

  /** Takes over {@code places}, which nobody may change any more. */
  NameIndex(Map<String, Integer> places) {
    this.places = places;
  }

  /** Where {@code name} stands, or -1. */
  int place(String name) {
    return places.getOrDefault(name, -1);
  }
}
