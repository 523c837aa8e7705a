package io.portreeve.gateway;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.controls.contextpoisoning.SignedEntries;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import java.util.Set;

/** Memories in which everything was written through us: for explanations, which look up nothing. */
record AssumedEntries(Set<String> servers) implements SignedEntries {
  @Override
  public boolean isMemory(ServerId server) {
    return servers.contains(server.value());
  }

  @Override
  public boolean isWhole(ServerId server) {
    return true;
  }

  @Override
  public void sign(Exchange exchange, Set<MemoryEntry> written) {}

  @Override
  public void forget(Exchange exchange, Set<MemoryEntry> deleted, Set<String> names) {}

  @Override
  public Set<MemoryEntry> genuine(Exchange exchange, Set<MemoryEntry> found) {
    return found;
  }

  @Override
  public Set<MemoryEntry> discarded(Exchange exchange, Set<MemoryEntry> found) {
    return Set.of();
  }

  @Override
  public long missing(Exchange exchange, Set<MemoryEntry> genuine) {
    return 0;
  }

  @Override
  public boolean tainted(Exchange exchange, Set<MemoryEntry> genuine) {
    return false;
  }
}
