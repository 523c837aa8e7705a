package io.portreeve.agent.memory;

import java.util.List;
import java.util.Optional;

/**
 * Port: how far each memory goes. It has to lie where whoever can write the entries cannot write:
 * who sets both back to an earlier day has made that day's memory of it.
 */
public interface Heads {
  Optional<Head> find(MemoryId id);

  /**
   * Keeps it in place of an earlier one of the same life.
   *
   * @throws IllegalStateException if that goes further, and nothing is kept
   */
  void put(Head head);

  void remove(MemoryId id);

  /** All, in no order. */
  List<Head> all();
}
