package io.portreeve.gateway.memory;

import io.portreeve.gateway.store.MemoryHead;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemorySignatures;
import io.portreeve.gateway.store.MemoryState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Signatures in a list, which anybody may change, and heads. */
final class KeptSignatures implements MemorySignatures {
  final List<MemorySignature> all = new ArrayList<>();
  final Map<String, MemoryHead> heads = new HashMap<>();

  @Override
  public MemoryHead keep(String server, Collection<MemorySignature> signatures, Sealing sealing) {
    return change(
        server,
        sealing,
        rows -> {
          signatures.forEach(one -> rows.removeIf(it -> is(it, server, one.entry())));
          rows.addAll(signatures);
        });
  }

  @Override
  public MemoryHead remove(
      String server, Collection<String> entries, Collection<String> about, Sealing sealing) {
    return change(
        server,
        sealing,
        rows ->
            rows.removeIf(one ->
                one.server().equals(server)
                    && (entries.contains(one.entry())
                        || about.contains(one.about())
                        || about.contains(one.other()))));
  }

  private MemoryHead change(
      String server, Sealing sealing, Consumer<List<MemorySignature>> change) {
    List<MemorySignature> after = new ArrayList<>(all);
    change.accept(after);
    MemoryHead head = sealing.seal(of(server), state(server, after));
    all.clear();
    all.addAll(after);
    heads.put(server, head);
    return head;
  }

  private static boolean is(MemorySignature one, String server, String entry) {
    return one.server().equals(server) && one.entry().equals(entry);
  }

  @Override
  public MemoryState of(String server) {
    return state(server, all);
  }

  private MemoryState state(String server, List<MemorySignature> rows) {
    return new MemoryState(
        server,
        rows.stream()
            .filter(one -> one.server().equals(server))
            .sorted(Comparator.comparing(MemorySignature::entry))
            .toList(),
        Optional.ofNullable(heads.get(server)));
  }

  @Override
  public List<MemoryState> all() {
    return heads.keySet().stream().sorted().map(this::of).toList();
  }
}
