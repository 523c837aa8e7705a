package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Remembers what was signed, until it breaks. */
final class KeptEntries implements SignedEntries {
  final Set<MemoryEntry> signed = new HashSet<>();
  final Set<MemoryEntry> tainted = new HashSet<>();
  final Set<MemoryEntry> discarded = new HashSet<>();
  boolean memory = true;
  boolean whole = true;
  boolean broken;

  @Override
  public boolean isMemory(ServerId server) {
    return memory;
  }

  @Override
  public boolean isWhole(ServerId server) {
    return whole;
  }

  @Override
  public void sign(Exchange exchange, Set<MemoryEntry> written) {
    check();
    signed.addAll(written);
  }

  @Override
  public void forget(Exchange exchange, Set<MemoryEntry> deleted, Set<String> names) {
    check();
    signed.removeAll(deleted);
    signed.removeIf(entry -> !Collections.disjoint(entry.about(), names));
  }

  @Override
  public Set<MemoryEntry> genuine(Exchange exchange, Set<MemoryEntry> found) {
    check();
    Set<MemoryEntry> genuine = new HashSet<>(found);
    genuine.retainAll(signed);
    return genuine;
  }

  @Override
  public Set<MemoryEntry> discarded(Exchange exchange, Set<MemoryEntry> found) {
    Set<MemoryEntry> there = new HashSet<>(found);
    there.retainAll(discarded);
    return there;
  }

  @Override
  public long missing(Exchange exchange, Set<MemoryEntry> genuine) {
    return signed.stream().filter(entry -> !genuine.contains(entry)).count();
  }

  @Override
  public boolean tainted(Exchange exchange, Set<MemoryEntry> genuine) {
    return !Collections.disjoint(genuine, tainted);
  }

  private void check() {
    if (broken) {
      throw new IllegalStateException("the store is gone");
    }
  }
}
