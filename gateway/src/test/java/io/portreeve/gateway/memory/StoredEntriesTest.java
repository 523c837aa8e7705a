package io.portreeve.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.controls.contextpoisoning.MemoryEntry.Kind;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredEntriesTest {
  private static final MemoryEntry ADA = entry(Kind.ENTITY, "Ada", "person");
  private static final MemoryEntry WROTE = entry(Kind.OBSERVATION, "Ada", "wrote");
  private static final MemoryEntry KNOWS = entry(Kind.RELATION, "Ada", "Bob", "knows");
  private static final Set<MemoryEntry> ALL = Set.of(ADA, WROTE, KNOWS);

  private static final Exchange EXCHANGE = Exchanges.asking(Messages.callTool("read_graph", "{}"));
  private static final Secret KEY = Secret.of(new byte[32]);
  private static final Secret NEWER = Secret.ofText("another secret, of as many bytes");

  private final KeptSignatures kept = new KeptSignatures();
  private final ManualClock clock = new ManualClock(EXCHANGE.at().minusSeconds(60));

  private static MemoryEntry entry(Kind kind, String... words) {
    return new MemoryEntry(kind, List.of(words));
  }

  private StoredEntries under(Secret... keys) {
    return in(Conversation.startedBy(""), keys);
  }

  private StoredEntries in(Conversation conversation, Secret... keys) {
    return new StoredEntries(
        Set.of("files"), kept, List.of(keys), new FixedConversations(conversation), clock);
  }

  private static Exchange at(String server) {
    return new Exchange(
        EXCHANGE.id(),
        EXCHANGE.at(),
        EXCHANGE.peer(),
        EXCHANGE.principal(),
        EXCHANGE.revision(),
        new ServerId(server),
        EXCHANGE.asked());
  }

  @Test
  void onlyServersThatAreSaidToBeMemories_areMemories() {
    assertThat(under(KEY).isMemory(new ServerId("files"))).isTrue();
    assertThat(under(KEY).isMemory(new ServerId("other"))).isFalse();
  }

  @Test
  void whatWasSigned_isGenuine_andNothingElse() {
    StoredEntries entries = under(KEY);
    entries.sign(EXCHANGE, Set.of(ADA, WROTE));

    assertThat(entries.genuine(EXCHANGE, ALL)).containsExactlyInAnyOrder(ADA, WROTE);
    assertThat(entries.genuine(at("other"), ALL)).isEmpty();
    assertThat(entries.genuine(EXCHANGE, Set.of(entry(Kind.OBSERVATION, "Ada", "Wrote"))))
        .isEmpty();
  }

  /** The same words one after another are not the same entry. */
  @Test
  void words_areSignedEachForItself() {
    StoredEntries entries = under(KEY);
    entries.sign(EXCHANGE, Set.of(entry(Kind.OBSERVATION, "a", "bc")));

    assertThat(entries.genuine(EXCHANGE, Set.of(entry(Kind.OBSERVATION, "ab", "c")))).isEmpty();
    assertThat(entries.genuine(EXCHANGE, Set.of(entry(Kind.ENTITY, "a", "bc")))).isEmpty();
  }

  @Test
  void store_holdsNoWordOfWhatIsRemembered() {
    under(KEY).sign(EXCHANGE, Set.of(WROTE, KNOWS));

    assertThat(kept.all.toString()).doesNotContain("Ada", "wrote", "knows");
  }

  static List<UnaryOperator<MemorySignature>> changes() {
    return List.of(
        one -> with(one, "mallory", one.tainted(), one.signed(), one.about()),
        one -> with(one, one.writer(), !one.tainted(), one.signed(), one.about()),
        one -> with(one, one.writer(), one.tainted(), one.signed().plusSeconds(1), one.about()),
        one -> with(one, one.writer(), one.tainted(), one.signed(), "of nobody"));
  }

  private static MemorySignature with(
      MemorySignature one, String writer, boolean tainted, Instant at, String about) {
    return new MemorySignature(
        one.server(), one.entry(), about, one.other(), writer, tainted, at, one.seal());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void signatureThatWasChangedInTheStore_isNone(UnaryOperator<MemorySignature> change) {
    StoredEntries entries = under(KEY);
    entries.sign(EXCHANGE, Set.of(WROTE));
    assertThat(entries.genuine(EXCHANGE, Set.of(WROTE))).hasSize(1);

    kept.all.replaceAll(change);

    assertThat(entries.genuine(EXCHANGE, Set.of(WROTE))).isEmpty();
  }

  @Test
  void signatureUnderAnotherKey_isGood_asLongAsTheKeyIsThere() {
    under(KEY).sign(EXCHANGE, Set.of(WROTE));
    StoredEntries rotated = under(NEWER, KEY);
    rotated.sign(EXCHANGE, Set.of(ADA));

    assertThat(rotated.genuine(EXCHANGE, ALL)).containsExactlyInAnyOrder(ADA, WROTE);
    assertThat(rotated.missing(EXCHANGE, Set.of(ADA, WROTE))).isZero();
    assertThat(under(NEWER).genuine(EXCHANGE, ALL)).containsExactly(ADA);

    rotated.forget(EXCHANGE, Set.of(), Set.of("Ada"));
    assertThat(kept.all).isEmpty();
  }

  @Test
  void whatIsForgotten_isNotGenuine_andNotMissing() {
    StoredEntries entries = under(KEY);
    entries.sign(EXCHANGE, ALL);

    entries.forget(EXCHANGE, Set.of(WROTE), Set.of());
    assertThat(entries.genuine(EXCHANGE, ALL)).containsExactlyInAnyOrder(ADA, KNOWS);
    assertThat(entries.missing(EXCHANGE, Set.of(ADA, KNOWS))).isZero();

    entries.forget(EXCHANGE, Set.of(), Set.of("Bob"));
    assertThat(entries.genuine(EXCHANGE, ALL)).containsExactly(ADA);
  }

  /** What is written while somebody reads is not gone because he did not see it. */
  @Test
  void whatWasSignedBeforeTheExchange_andIsNotThere_isMissing() {
    StoredEntries entries = under(KEY);
    entries.sign(EXCHANGE, Set.of(ADA, WROTE));
    clock.advance(Duration.ofMinutes(2));
    entries.sign(EXCHANGE, Set.of(KNOWS));

    assertThat(entries.missing(EXCHANGE, Set.of(ADA))).isEqualTo(1);
    assertThat(entries.missing(EXCHANGE, Set.of())).isEqualTo(2);
    assertThat(entries.missing(at("other"), Set.of())).isZero();
  }

  @Test
  void entryThatWasWrittenAfterUntrustedData_isTainted() {
    in(Conversation.startedBy(""), KEY).sign(EXCHANGE, Set.of(ADA));
    in(Conversation.unknown(), KEY).sign(EXCHANGE, Set.of(WROTE));

    StoredEntries entries = under(KEY);
    assertThat(entries.tainted(EXCHANGE, Set.of(ADA))).isFalse();
    assertThat(entries.tainted(EXCHANGE, Set.of(ADA, WROTE))).isTrue();
  }
}
