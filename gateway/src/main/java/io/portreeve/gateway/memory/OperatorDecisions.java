package io.portreeve.gateway.memory;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.memory.SignatureCheck.Standing;
import io.portreeve.gateway.store.MemoryHead;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemorySignatures;
import io.portreeve.gateway.store.MemorySignatures.Sealing;
import io.portreeve.gateway.store.MemoryState;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Signs what operators decide on memories: which entries they stand up for, which they want to hear
 * of no more, and that a memory is as it should be. Nothing is decided on one that is not whole,
 * except that.
 */
public final class OperatorDecisions {
  private static final String OPERATOR = "operator:";

  private final EntryKey key;
  private final SignatureCheck check;
  private final MemorySignatures signatures;

  private OperatorDecisions(EntryKey key, SignatureCheck check, MemorySignatures signatures) {
    this.key = key;
    this.check = check;
    this.signatures = signatures;
  }

  /** Under the key of memories; empty where there is none. */
  public static Optional<OperatorDecisions> under(OwnSecrets keys, MemorySignatures signatures) {
    SignatureCheck check = SignatureCheck.by(keys);
    return check.signing().map(key -> new OperatorDecisions(key, check, signatures));
  }

  /** Whether an operator stands up for what has this writer. */
  public static boolean isOperator(String writer) {
    return writer.startsWith(OPERATOR);
  }

  /** Signs an entry that this operator stands up for; it counts as written by him from now on. */
  public MemoryHead endorse(
      String server, MemoryEntry entry, String operator, boolean tainted, Instant at) {
    MemorySignature signature = key.sign(server, entry, OPERATOR + operator, tainted, at);
    MemoryHead head = signatures.keep(server, List.of(signature), goingOn());
    List<String> decisions =
        check.keys().stream().map(one -> one.discarded(server, entry)).toList();
    return Collections.disjoint(
            decisions,
            signatures.of(server).signatures().stream().map(MemorySignature::entry).toList())
        ? head
        : signatures.remove(server, decisions, List.of(), goingOn());
  }

  /** Notes that this operator wants to hear of an entry no more, which stays hidden. */
  public MemoryHead discard(String server, MemoryEntry entry, String operator, Instant at) {
    MemorySignature decision = key.discard(server, entry, OPERATOR + operator, at);
    return signatures.keep(server, List.of(decision), goingOn());
  }

  /** Nothing is decided on a memory that is not whole, also if it was a moment ago. */
  private Sealing goingOn() {
    return (before, after) -> {
      if (check.ofHead(before) == Standing.BROKEN) {
        throw new IllegalStateException("its signatures were changed past us meanwhile");
      }
      return key.head(after, before.changes() + 1);
    };
  }

  /**
   * Seals what verifies as it stands, whatever the head said: for an operator who has seen what is
   * wrong.
   */
  public MemoryHead accept(MemoryState seen) {
    List<String> broken =
        seen.signatures().stream()
            .filter(one -> check.of(one) == Standing.BROKEN)
            .map(MemorySignature::entry)
            .toList();
    return signatures.remove(
        seen.server(),
        broken,
        List.of(),
        (before, after) -> {
          if (!before.equals(seen)) {
            throw new IllegalStateException("it was changed meanwhile");
          }
          return key.head(after, before.changes() + 1);
        });
  }
}
