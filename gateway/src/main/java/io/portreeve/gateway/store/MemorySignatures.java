package io.portreeve.gateway.store;

import java.util.Collection;
import java.util.List;

/**
 * The signatures of what was written into memories of servers, and not deleted since; each memory
 * with a head that is changed with them.
 */
public interface MemorySignatures {
  /** Says what a change leaves. Where it throws, nothing is changed, and the change fails. */
  interface Sealing {
    /** The head of what there is after it. */
    MemoryHead seal(MemoryState before, MemoryState after);
  }

  /**
   * Keeps all of them, or none; one of the same entry takes the place of the earlier. Gives the new
   * head.
   */
  MemoryHead keep(String server, Collection<MemorySignature> signatures, Sealing sealing);

  /**
   * Removes those of these entries, and those of whatever is about one of these names. Gives the
   * new head.
   */
  MemoryHead remove(
      String server, Collection<String> entries, Collection<String> about, Sealing sealing);

  /** All of one server. */
  MemoryState of(String server);

  /** All of which there is a signature or a head, by server. */
  List<MemoryState> all();
}
