package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The signatures of what was written into memories of servers, and not deleted since. */
public interface MemorySignatures {
  /** Keeps all of them, or none; one of the same entry takes the place of the earlier. */
  void keep(Collection<MemorySignature> signatures);

  /** Removes those of these entries, and those of whatever is about one of these names. */
  void remove(String server, Collection<String> entries, Collection<String> about);

  /** Those of these entries that there are, in no order. */
  List<MemorySignature> of(String server, Collection<String> entries);

  /** Those of every server, by server, the oldest first. */
  List<MemorySignature> all();

  /** The entries that were signed before this, in no order. */
  List<String> before(String server, Instant instant);
}
