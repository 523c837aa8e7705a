package io.portreeve.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.controls.contextpoisoning.MemoryEntry.Kind;
import io.portreeve.gateway.cli.Ran;
import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Exchange;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator decides on entries that nobody wrote through the gateway. */
class MemoryDecisionsTest {
  private static final MemoryEntry ADA = new MemoryEntry(Kind.ENTITY, List.of("Ada", "person"));
  private static final MemoryEntry EVE = new MemoryEntry(Kind.ENTITY, List.of("Eve", "person"));
  private static final Set<MemoryEntry> BOTH = Set.of(ADA, EVE);
  private static final Exchange EXCHANGE = Exchanges.asking(Messages.callTool("read_graph", "{}"));

  @TempDir private Path directory = Path.of("");
  private DataDirectory data;

  /** A memory of which the gateway signed Ada, in whose file somebody put Eve. */
  @BeforeEach
  void plant() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        "data: ./data\nservers: {files: {command: [x], memory: knowledge-graph}}\n");
    data = DataDirectory.open(directory.resolve("data"));
    write("Eve");
    var _ =
        gateway(entries -> {
          entries.sign(EXCHANGE, Set.of(ADA));
          return true;
        });
  }

  private void write(String planted) throws IOException {
    Files.writeString(
        directory.resolve("graph.jsonl"),
        """
        {"type":"entity","name":"Ada","entityType":"person","observations":[]}
        {"type":"entity","name":"%s","entityType":"person","observations":[]}
        """
            .formatted(planted));
  }

  private Secret secret() {
    return GeneratedSecret.in(data, "memory-key", new SecureRandom());
  }

  private String digest(MemoryEntry entry) {
    return new EntryKey(secret()).entry("files", entry).substring(0, 16);
  }

  /** What a gateway over the same store finds. */
  private <T> T gateway(Function<StoredEntries, T> asked) {
    try (Store store = SqliteStore.open(data, SqliteOptions.defaults())) {
      return asked.apply(
          new StoredEntries(
              Set.of("files"),
              store.memorySignatures(),
              List.of(secret()),
              new FixedConversations(Conversation.startedBy("")),
              new ManualClock(EXCHANGE.at().minusSeconds(60))));
    }
  }

  private Set<MemoryEntry> genuine() {
    return gateway(entries -> entries.genuine(EXCHANGE, BOTH));
  }

  private Set<MemoryEntry> discarded() {
    return gateway(entries -> entries.discarded(EXCHANGE, BOTH));
  }

  private long missing(Set<MemoryEntry> there) {
    return gateway(entries -> entries.missing(EXCHANGE, there));
  }

  private boolean tainted(Set<MemoryEntry> some) {
    return gateway(entries -> entries.tainted(EXCHANGE, some));
  }

  private Ran memory(String... words) {
    return Ran.in(
        directory, Stream.concat(Stream.of("memory"), Stream.of(words)).toArray(String[]::new));
  }

  private Ran decide(String what, MemoryEntry entry, String... more) {
    Stream<String> words =
        Stream.of(
            what,
            "files",
            digest(entry),
            "--file",
            directory.resolve("graph.jsonl").toString(),
            "--reason",
            "seen with Ben",
            "--by",
            "ann");
    return memory(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
  }

  private Ran show() {
    return memory("show", "files", "--file", directory.resolve("graph.jsonl").toString());
  }

  private List<String> acts() {
    try (Store store = SqliteStore.open(data, SqliteOptions.defaults())) {
      return store.acts().waiting(9).stream().map(act -> act.event() + act.fields()).toList();
    }
  }

  @Test
  void plantedEntry_isNotRead_untilAnOperatorEndorsesIt() {
    assertThat(genuine()).containsExactly(ADA);
    assertThat(show().code()).isEqualTo(1);

    Ran ran = decide("endorse", EVE);

    assertThat(ran.out()).isEqualTo("endorsed  entity  Eve | person  (it is read from now on)\n");
    assertThat(ran.code()).isZero();
    assertThat(genuine()).containsExactlyInAnyOrder(ADA, EVE);
    assertThat(tainted(BOTH)).isFalse();
    assertThat(missing(BOTH)).isZero();
    assertThat(show().out()).contains("genuine  entity  Eve | person  (by operator:ann at ");
    assertThat(show().code()).isZero();
    assertThat(memory("verify").code()).isZero();
    assertThat(memory("list", "--json").out()).contains("\"signed\":2", "\"endorsed\":1");
  }

  @Test
  void endorsement_isOnRecord_withoutAWordOfTheEntry() {
    assertThat(decide("endorse", EVE, "--json").out())
        .startsWith("{\"server\":\"files\",\"entry\":\"" + digest(EVE) + "\",\"kind\":\"entity\"")
        .contains("\"untrusted\":false,\"changes\":2");

    assertThat(acts())
        .filteredOn(act -> act.startsWith("memory-endorsed"))
        .singleElement()
        .asString()
        .contains("\"by\":\"ann\",\"reason\":\"seen with Ben\"")
        .doesNotContain("Eve");
  }

  @Test
  void endorsedEntry_mayStayUntrusted() {
    assertThat(decide("endorse", EVE, "--untrusted").code()).isZero();

    assertThat(tainted(Set.of(EVE))).isTrue();
    assertThat(tainted(Set.of(ADA))).isFalse();
  }

  @Test
  void entryThatChangedSinceItWasShown_isNotDecidedOn() throws IOException {
    write("Mallory");

    for (String what : List.of("endorse", "discard")) {
      Ran ran = decide(what, EVE);

      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("no entry of `files` has this digest");
    }
    assertThat(genuine()).containsExactly(ADA);
    assertThat(acts()).isEmpty();
  }

  @Test
  void discardedEntry_staysHidden_andIsNoFindingAnyMore_andStaysInTheFile() throws IOException {
    String before = Files.readString(directory.resolve("graph.jsonl"));

    Ran ran = decide("discard", EVE);

    assertThat(ran.out())
        .isEqualTo("discarded  entity  Eve | person  (it stays in the server's own store)\n");
    assertThat(genuine()).containsExactly(ADA);
    assertThat(discarded()).containsExactly(EVE);
    assertThat(missing(Set.of(ADA))).isZero();
    assertThat(show().code()).isZero();
    assertThat(show().out())
        .contains("discarded  " + digest(EVE) + "  entity  Eve | person  (by operator:ann at ");
    assertThat(memory("list", "--json").out())
        .contains("\"signed\":1,\"untrusted\":0,\"endorsed\":0,\"discarded\":1");
    assertThat(memory("verify").code()).isZero();
    assertThat(acts()).anyMatch(act -> act.startsWith("memory-discarded"));
    assertThat(directory.resolve("graph.jsonl")).hasContent(before);
  }

  @Test
  void discardedEntry_mayBeEndorsedAfterAll_andIsNotDiscardedTwice() {
    assertThat(decide("discard", EVE).code()).isZero();
    assertThat(decide("discard", EVE).err()).contains("it is discarded already");

    assertThat(decide("endorse", EVE).code()).isZero();

    assertThat(genuine()).containsExactlyInAnyOrder(ADA, EVE);
    assertThat(discarded()).isEmpty();
    assertThat(memory("verify").code()).isZero();
  }

  @Test
  void genuineEntry_needsNoDecision() {
    assertThat(decide("endorse", ADA).err()).contains("it is genuine already");
    assertThat(decide("discard", ADA).err()).contains("it is genuine already");
  }

  /** Whoever may write the store would have an operator's decision where he cannot have ours. */
  @Test
  void decisionThatWasMadeUpInTheStore_isNone() throws SQLException {
    assertThat(decide("discard", EVE).code()).isZero();
    sql("UPDATE memory_signature SET writer = 'operator:eve' WHERE about = ''");

    assertThat(discarded()).isEmpty();
    assertThat(show().code()).isEqualTo(1);
  }

  @Test
  void nothingIsDecided_whereTheHeadDoesNotFit() throws SQLException {
    sql("DELETE FROM memory_head");

    Ran ran = decide("endorse", EVE);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("the head of the memory does not fit", "memory seal files");
  }

  @Test
  void nothingIsDecided_withoutTheKey() throws IOException {
    String digest = digest(EVE);
    Files.delete(directory.resolve("data/memory-key.secret"));

    Ran ran =
        memory(
            "endorse",
            "files",
            digest,
            "--file",
            directory.resolve("graph.jsonl").toString(),
            "--reason",
            "x");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no `memory-key.secret`");
  }

  @Test
  void memoryWithoutEntries_isReportedAsOne() throws IOException {
    Files.writeString(directory.resolve("graph.jsonl"), "");

    assertThat(
            memory("show", "files", "--file", directory.resolve("graph.jsonl").toString(), "--json")
                .out())
        .isEqualTo("{\"entries\":0}\n");
    assertThat(memory("verify", "--json").out())
        .isEqualTo("{\"signatures\":1,\"broken\":0,\"altered\":0,\"older\":0}\n");
  }

  private void sql(String statement) throws SQLException {
    try (Connection store =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/portreeve.db"));
        Statement one = store.createStatement()) {
      var _ = one.executeUpdate(statement);
    }
  }
}
