package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.OperatorDecisions;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.gateway.memory.SignatureCheck.Standing;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemorySignatures;
import io.portreeve.gateway.store.MemoryState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is signed of the memories of servers, each signature with what it was found to be.
 *
 * @param byServer those of each server that is a memory, or was one; perhaps none
 */
record CheckedMemories(Map<String, Memory> byServer) {
  /** A signature and its standing. */
  record Checked(MemorySignature signature, Standing standing) {}

  /**
   * One memory.
   *
   * @param head under which key it says what is signed; broken where something else is there
   * @param some the oldest first
   */
  record Memory(MemoryState state, Standing head, List<Checked> some) {
    static Memory of(MemoryState state, SignatureCheck check) {
      List<Checked> some =
          state.signatures().stream()
              .sorted(Comparator.comparing(MemorySignature::signed))
              .map(one -> new Checked(one, check.of(one)))
              .toList();
      return new Memory(state, check.ofHead(state), some);
    }

    /** Whether all that was signed is there. */
    boolean whole() {
      return head != Standing.BROKEN;
    }

    long count(Standing standing) {
      return some.stream().filter(one -> one.standing() == standing).count();
    }

    /** How many entries are signed; what is discarded is none. */
    long entries() {
      return some.size() - discarded();
    }

    long tainted() {
      return count(one -> one.tainted() && !SignatureCheck.discards(one));
    }

    /** How many an operator took over. */
    long endorsed() {
      return count(
          one -> OperatorDecisions.isOperator(one.writer()) && !SignatureCheck.discards(one));
    }

    long discarded() {
      return count(SignatureCheck::discards);
    }

    private long count(Predicate<MemorySignature> which) {
      return some.stream().map(Checked::signature).filter(which).count();
    }
  }

  static CheckedMemories of(Configuration right, OpenStore open) {
    Map<String, Memory> all = new TreeMap<>();
    SignatureCheck check = SignatureCheck.by(open.keys());
    MemorySignatures signatures = open.store().memorySignatures();
    right.memories().forEach(id -> all.put(id, Memory.of(signatures.of(id), check)));
    signatures.all().forEach(state -> all.put(state.server(), Memory.of(state, check)));
    return new CheckedMemories(all);
  }

  /** Those that do not verify, of every server. */
  List<MemorySignature> broken() {
    return byServer.values().stream()
        .flatMap(memory -> memory.some().stream())
        .filter(one -> one.standing() == Standing.BROKEN)
        .map(Checked::signature)
        .toList();
  }

  /** Those from which something was taken away, or put back. */
  List<MemoryState> altered() {
    return byServer.values().stream().filter(one -> !one.whole()).map(Memory::state).toList();
  }

  /** How many signatures there are. */
  long size() {
    return byServer.values().stream().mapToLong(one -> one.some().size()).sum();
  }
}
