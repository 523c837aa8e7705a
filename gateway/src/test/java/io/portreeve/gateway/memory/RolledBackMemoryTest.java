package io.portreeve.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.controls.contextpoisoning.MemoryEntry.Kind;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.MemoryHead;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemoryState;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who can write the store, and has all that was ever in it, but not the key. */
class RolledBackMemoryTest {
  private static final Exchange EXCHANGE = Exchanges.asking(Messages.callTool("read_graph", "{}"));
  private static final Secret KEY = Secret.of(new byte[32]);
  private static final MemoryEntry ADA = new MemoryEntry(Kind.ENTITY, List.of("Ada", "person"));
  private static final MemoryEntry BOB = new MemoryEntry(Kind.ENTITY, List.of("Bob", "person"));
  private static final MemoryEntry EVE = new MemoryEntry(Kind.ENTITY, List.of("Eve", "person"));
  private static final Set<MemoryEntry> ALL = Set.of(ADA, BOB, EVE);

  private final KeptSignatures kept = new KeptSignatures();
  private StoredEntries entries = gateway();

  private StoredEntries gateway() {
    return new StoredEntries(
        Set.of("files"),
        kept,
        List.of(KEY),
        new FixedConversations(Conversation.startedBy("")),
        new ManualClock(EXCHANGE.at().minusSeconds(60)));
  }

  /** What is in the store at one moment. */
  private record Saved(List<MemorySignature> rows, Map<String, MemoryHead> heads) {}

  private Saved saved() {
    return new Saved(List.copyOf(kept.all), Map.copyOf(kept.heads));
  }

  private void putBack(Saved saved) {
    kept.all.clear();
    kept.all.addAll(saved.rows());
    kept.heads.clear();
    kept.heads.putAll(saved.heads());
  }

  @BeforeEach
  void write() {
    entries.sign(EXCHANGE, Set.of(ADA, BOB));
    assertThat(entries.genuine(EXCHANGE, ALL)).containsExactlyInAnyOrder(ADA, BOB);
    assertThat(entries.isWhole(EXCHANGE.server())).isTrue();
  }

  private void refused() {
    assertThat(entries.isWhole(EXCHANGE.server())).isFalse();
    assertThat(entries.genuine(EXCHANGE, ALL)).isEmpty();
    assertThatThrownBy(() -> entries.sign(EXCHANGE, Set.of(EVE)))
        .hasMessageContaining("`files` was changed past us");
    assertThatThrownBy(() -> entries.forget(EXCHANGE, Set.of(ADA), Set.of()))
        .hasMessageContaining("`files` was changed past us");
  }

  @Test
  void signatureThatWasTakenAway_isMissed_andNothingIsReadOrWritten() {
    kept.all.removeFirst();
    refused();
  }

  @Test
  void signatureThatWasDeletedThroughUs_andPutBack_isKnown() {
    MemorySignature bobs = kept.all.getLast();
    entries.forget(EXCHANGE, Set.of(ADA, BOB), Set.of());
    assertThat(entries.isWhole(EXCHANGE.server())).isTrue();

    kept.all.add(bobs);

    refused();
  }

  @Test
  void signatureThatWasExchangedForAnEarlierOne_isKnown_thoughTheirNumberIsRight() {
    MemorySignature bobs = kept.all.getLast();
    entries.forget(EXCHANGE, Set.of(ADA, BOB), Set.of());
    entries.sign(EXCHANGE, Set.of(EVE));

    kept.all.set(0, bobs);

    refused();
  }

  @Test
  void allSignaturesTakenAway_areMissed() {
    kept.all.clear();
    refused();
  }

  @Test
  void headThatWasTakenAway_orMadeUp_isNone() {
    MemoryHead head = Objects.requireNonNull(kept.heads.remove("files"));
    refused();
    kept.heads.put("files", new MemoryHead("files", head.changes() + 1, 2, head.seal()));
    refused();
    kept.heads.put("files", new MemoryHead("files", head.changes(), 1, head.seal()));
    refused();
  }

  @Test
  void headOfAnotherMemory_isNone() {
    MemoryHead theirs =
        new EntryKey(KEY).head(new MemoryState("notes", kept.all, Optional.empty()), 1);
    kept.heads.put("files", new MemoryHead("files", 1, 2, theirs.seal()));
    refused();
  }

  /** All in it was once right, so only what was seen since tells. */
  @Test
  void wholeStoreThatWasPutBack_isKnownWhileWeRun() {
    Saved earlier = saved();
    entries.forget(EXCHANGE, Set.of(BOB), Set.of());

    putBack(earlier);

    refused();
    entries = gateway();
    assertThat(entries.genuine(EXCHANGE, ALL))
        .as("after a start it is an earlier day")
        .containsExactlyInAnyOrder(ADA, BOB);
  }

  @Test
  void memoryOfAnotherServer_goesOnWhereOneIsAltered() {
    kept.all.removeFirst();

    assertThat(entries.isWhole(new ServerId("notes"))).isTrue();
  }
}
