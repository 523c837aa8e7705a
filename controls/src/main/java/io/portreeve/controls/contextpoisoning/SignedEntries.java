package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import java.util.Set;

/**
 * Port: which entries of the memories of servers were written through us, and not deleted since.
 */
public interface SignedEntries {
  /** Whether the operator says that the server is a memory. */
  boolean isMemory(ServerId server);

  /** Whether nothing was taken away from what is signed of it, or put back, past us. */
  boolean isWhole(ServerId server);

  /** Signs what was written in an exchange; it is kept when this returns. */
  void sign(Exchange exchange, Set<MemoryEntry> written);

  /** Takes back the signatures of these, and of whatever is about one of the names. */
  void forget(Exchange exchange, Set<MemoryEntry> deleted, Set<String> names);

  /** Those of what was found that are signed. */
  Set<MemoryEntry> genuine(Exchange exchange, Set<MemoryEntry> found);

  /** Those of what was found that an operator wants to hear of no more, though none is genuine. */
  Set<MemoryEntry> discarded(Exchange exchange, Set<MemoryEntry> found);

  /** How many were signed before the exchange began, and are not among these. */
  long missing(Exchange exchange, Set<MemoryEntry> genuine);

  /** Whether one of these was written where untrusted data had been heard. */
  boolean tainted(Exchange exchange, Set<MemoryEntry> genuine);
}
