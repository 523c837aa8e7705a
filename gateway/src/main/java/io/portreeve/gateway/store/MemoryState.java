package io.portreeve.gateway.store;

import java.util.List;
import java.util.Optional;

/**
 * All that is signed of a server's memory, as it stood at one moment.
 *
 * @param signatures in the order of their entries
 * @param head what was said of them when they were changed last; none before the first time
 */
public record MemoryState(
    String server, List<MemorySignature> signatures, Optional<MemoryHead> head) {
  public MemoryState {
    signatures = List.copyOf(signatures);
  }

  /** How often it was changed. */
  public long changes() {
    return head.map(MemoryHead::changes).orElse(0L);
  }
}
