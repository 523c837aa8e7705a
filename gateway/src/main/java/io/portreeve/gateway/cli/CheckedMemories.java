package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.gateway.memory.SignatureCheck.Standing;
import io.portreeve.gateway.store.MemorySignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is signed of the memories of servers, each signature with what it was found to be.
 *
 * @param byServer those of each server that is a memory, or was one; perhaps none
 */
record CheckedMemories(Map<String, List<Checked>> byServer) {
  /** A signature and its standing. */
  record Checked(MemorySignature signature, Standing standing) {}

  static CheckedMemories of(Configuration right, OpenStore open) {
    Map<String, List<Checked>> all = new TreeMap<>();
    right.memories().forEach(id -> all.put(id, new ArrayList<>()));
    SignatureCheck check = SignatureCheck.in(open.data());
    for (MemorySignature one : open.store().memorySignatures().all()) {
      all.computeIfAbsent(one.server(), _ -> new ArrayList<>())
          .add(new Checked(one, check.of(one)));
    }
    return new CheckedMemories(all);
  }

  /** Those that do not verify, of every server. */
  List<MemorySignature> broken() {
    return byServer.values().stream()
        .flatMap(List::stream)
        .filter(one -> one.standing() == Standing.BROKEN)
        .map(Checked::signature)
        .toList();
  }

  /** How many there are. */
  long size() {
    return byServer.values().stream().mapToLong(List::size).sum();
  }

  static long count(List<Checked> some, Standing standing) {
    return some.stream().filter(one -> one.standing() == standing).count();
  }
}
