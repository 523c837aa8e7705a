package io.portreeve.agent.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Heads in a map that a test can look into, and set back. */
record KeptHeads(Map<MemoryId, Head> heads) implements Heads {
  KeptHeads() {
    this(new HashMap<>());
  }

  @Override
  public Optional<Head> find(MemoryId id) {
    return Optional.ofNullable(heads.get(id));
  }

  @Override
  public void put(Head head) {
    heads.put(head.id(), head);
  }

  @Override
  public void remove(MemoryId id) {
    heads.remove(id);
  }

  @Override
  public List<Head> all() {
    return List.copyOf(heads.values());
  }
}
