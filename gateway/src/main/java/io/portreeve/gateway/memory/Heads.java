package io.portreeve.gateway.memory;

import io.portreeve.gateway.store.MemoryHead;
import io.portreeve.gateway.store.MemorySignatures;
import io.portreeve.gateway.store.MemorySignatures.Sealing;
import io.portreeve.gateway.store.MemoryState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds what is signed of memories to their heads, and to the furthest head that this process has
 * seen: a store that is put back while we run is known, even if all in it was once right.
 */
final class Heads {
  private final MemorySignatures signatures;
  private final List<EntryKey> keys;
  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  /** The first key seals. */
  Heads(MemorySignatures signatures, List<EntryKey> keys) {
    this.signatures = signatures;
    this.keys = keys;
  }

  /** What is signed of it; nothing where it is not whole. */
  MemoryState of(String server) {
    // Asked for before the store is read: others may go further meanwhile.
    long least = least(server);
    MemoryState state = signatures.of(server);
    if (isWhole(state, least)) {
      state.head().ifPresent(this::seen);
      return state;
    }
    return new MemoryState(server, List.of(), state.head());
  }

  boolean isWhole(String server) {
    long least = least(server);
    return isWhole(signatures.of(server), least);
  }

  /** Nothing is sealed after what was not whole: that would make it so. */
  Sealing sealing(String server) {
    long least = least(server);
    return (before, after) -> seal(before, after, least);
  }

  private MemoryHead seal(MemoryState before, MemoryState after, long least) {
    if (!isWhole(before, least)) {
      throw new IllegalStateException(
          "what is signed of `%s` was changed past us: see `portreeve memory verify`"
              .formatted(before.server()));
    }
    return keys.getFirst().head(after, before.changes() + 1);
  }

  /** This one was kept. */
  void seen(MemoryHead head) {
    var _ = seen.merge(head.server(), head.changes(), Math::max);
  }

  private long least(String server) {
    return seen.getOrDefault(server, 0L);
  }

  private boolean isWhole(MemoryState state, long least) {
    return state.changes() >= least && fits(state);
  }

  /** Whether it fits its head under one of the keys; one that was never written to has none. */
  private boolean fits(MemoryState state) {
    return state
        .head()
        .map(head -> keys.stream().anyMatch(key -> key.isWhole(state, head)))
        .orElse(state.signatures().isEmpty());
  }
}
