package io.portreeve.gateway.memory;

import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemorySignatures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Signatures in a list, which anybody may change. */
final class KeptSignatures implements MemorySignatures {
  final List<MemorySignature> all = new ArrayList<>();

  @Override
  public void keep(Collection<MemorySignature> signatures) {
    signatures.forEach(one -> remove(one.server(), List.of(one.entry()), List.of()));
    all.addAll(signatures);
  }

  @Override
  public void remove(String server, Collection<String> entries, Collection<String> about) {
    all.removeIf(one ->
        one.server().equals(server)
            && (entries.contains(one.entry())
                || about.contains(one.about())
                || about.contains(one.other())));
  }

  @Override
  public List<MemorySignature> of(String server, Collection<String> entries) {
    return all.stream()
        .filter(one -> one.server().equals(server) && entries.contains(one.entry()))
        .toList();
  }

  @Override
  public List<MemorySignature> all() {
    return List.copyOf(all);
  }

  @Override
  public List<String> before(String server, Instant instant) {
    return all.stream()
        .filter(one -> one.server().equals(server) && one.signed().isBefore(instant))
        .map(MemorySignature::entry)
        .toList();
  }
}
