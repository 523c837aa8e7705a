package io.portreeve.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.controls.contextpoisoning.MemoryEntry.Kind;
import io.portreeve.gateway.cli.Ran;
import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCommandsTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final MemoryEntry ADA = new MemoryEntry(Kind.ENTITY, List.of("Ada", "person"));
  private static final MemoryEntry BOB = new MemoryEntry(Kind.ENTITY, List.of("Bob", "person"));

  @TempDir private Path directory = Path.of("");

  private DataDirectory data;

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        "data: ./data\nservers: {notes: {command: [x], memory: knowledge-graph}}\n");
    data = DataDirectory.open(directory.resolve("data"));
    keep(key().sign("notes", ADA, "ann", false, AT), key().sign("notes", BOB, "ben", true, AT));
  }

  private EntryKey key() {
    return new EntryKey(GeneratedSecret.in(data, "memory-key", new SecureRandom()));
  }

  private void keep(MemorySignature... signatures) {
    try (Store store = SqliteStore.open(data, SqliteOptions.defaults())) {
      Map<String, List<MemorySignature>> byServer =
          Stream.of(signatures).collect(Collectors.groupingBy(MemorySignature::server));
      byServer.forEach((server, some) ->
          store
              .memorySignatures()
              .keep(server, some, (before, after) -> key().head(after, before.changes() + 1)));
    }
  }

  /** What somebody does who has the file of the store. */
  private void sql(String statement) throws SQLException {
    try (Connection store =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/portreeve.db"));
        Statement one = store.createStatement()) {
      one.execute(statement);
    }
  }

  private Ran memory(String... words) {
    return Ran.in(
        directory, Stream.concat(Stream.of("memory"), Stream.of(words)).toArray(String[]::new));
  }

  private Path file(String name) {
    return directory.resolve("data").resolve(name + ".secret");
  }

  @Test
  void genuineSignatures_areCounted_andVerify() {
    assertThat(memory("list", "--json").out())
        .isEqualTo(
            "{\"server\":\"notes\",\"configured\":true,\"signed\":2,\"untrusted\":1,\"currentKey\":2,"
                + "\"earlierKey\":0,\"broken\":0,\"whole\":true,\"changes\":1,\"last\":\"2026-11-20T08:00:00Z\"}\n");
    assertThat(memory("verify").out()).isEqualTo("2 signatures verify\n");
    assertThat(memory("verify").code()).isZero();
  }

  @Test
  void alteredSignature_isNamed_andEndsWithOne() {
    MemorySignature bens = key().sign("notes", BOB, "ben", true, AT);
    keep(
        new MemorySignature(
            bens.server(),
            bens.entry(),
            bens.about(),
            bens.other(),
            bens.writer(),
            false,
            bens.signed(),
            bens.seal()));

    Ran ran = memory("verify");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("broken  notes  " + bens.entry().substring(0, 12), "1 of 2 signatures do not");
    assertThat(memory("verify", "--json").out()).contains("\"claimedWriter\":\"ben\"");
  }

  @Test
  void signatureOfAnotherMemory_doesNotVerifyInThisOne() {
    MemorySignature elsewhere = key().sign("other", ADA, "ann", false, AT);
    keep(
        new MemorySignature(
            "notes",
            elsewhere.entry(),
            elsewhere.about(),
            elsewhere.other(),
            elsewhere.writer(),
            elsewhere.tainted(),
            elsewhere.signed(),
            elsewhere.seal()));

    assertThat(memory("verify").out()).contains("1 of 3 signatures do not verify");
  }

  @Test
  void signatureUnderAForeignKey_isBroken() {
    EntryKey theirs = new EntryKey(Secret.ofText("a key of somebody who may write the store"));
    keep(theirs.sign("notes", ADA, "ann", false, AT), theirs.sign("notes", BOB, "ben", false, AT));

    assertThat(memory("list").outLines().get(1)).containsSubsequence("notes", "2", "0", "2");
    assertThat(memory("verify").code()).isEqualTo(1);
  }

  @Test
  void rotatedKey_isToldApart_andIsMissedOnceItIsGone() throws IOException {
    Files.move(file("memory-key"), file("memory-key-earlier"));
    MemoryEntry eve = new MemoryEntry(Kind.ENTITY, List.of("Eve", "person"));
    keep(key().sign("notes", eve, "ann", false, AT));

    assertThat(memory("list", "--json").out()).contains("\"currentKey\":1,\"earlierKey\":2");
    assertThat(memory("verify").code()).isZero();

    Files.delete(file("memory-key-earlier"));
    assertThat(memory("verify").out()).contains("2 of 3 signatures do not verify");
  }

  @Test
  void lostKey_isNotMadeAnew() throws IOException {
    Files.delete(file("memory-key"));

    assertThat(memory("verify").code()).isEqualTo(1);
    assertThat(file("memory-key")).doesNotExist();
  }

  @Test
  void memoryThatIsNoneAnyMore_isListedAllTheSame() {
    keep(key().sign("gone", ADA, "ann", false, AT));

    Ran ran = memory("list");

    assertThat(ran.out() + ran.err()).contains("`gone` is no memory in this configuration");
  }

  @Test
  void signatureThatWasRemoved_isTold_untilAnOperatorAcceptsIt() throws SQLException {
    sql("DELETE FROM memory_signature WHERE writer = 'ben'");

    Ran verified = memory("verify");
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out()).contains("altered  notes  1 signatures, of which the head says 2");
    assertThat(memory("list").out()).contains("does not fit");

    assertThat(memory("seal", "notes", "--by", "ann").out())
        .isEqualTo("sealed notes: 1 signatures, 0 dropped\n");
    assertThat(memory("verify").code()).isZero();
    assertThat(memory("list", "--json").out()).contains("\"whole\":true,\"changes\":2");
    try (Store store = SqliteStore.open(data, SqliteOptions.defaults())) {
      assertThat(store.acts().waiting(9))
          .extracting(act -> act.event() + act.fields())
          .anyMatch(act -> act.startsWith("memory-sealed{\"server\":\"notes\",\"by\":\"ann\""));
    }
  }

  @Test
  void seal_dropsWhatDoesNotVerify() throws SQLException {
    sql("UPDATE memory_signature SET writer = 'mallory' WHERE writer = 'ben'");

    assertThat(memory("seal", "notes").out()).isEqualTo("sealed notes: 1 signatures, 1 dropped\n");
    assertThat(memory("verify").out()).isEqualTo("1 signatures verify\n");
  }

  @Test
  void signaturesOfATimeWithoutHeads_doNotFit() throws SQLException {
    sql("DELETE FROM memory_head");

    assertThat(memory("verify").out()).contains("altered  notes  2 signatures without a head");
  }

  @Test
  void storeThatIsOlderThanWhatWasNoted_isTold() {
    assertThat(memory("verify", "--at-least", "notes=1").code()).isZero();

    Ran older = memory("verify", "--at-least", "notes=5");
    assertThat(older.code()).isEqualTo(1);
    assertThat(older.out()).contains("older  notes  changed 1 times, 5 times before");
    assertThat(memory("verify", "--at-least", "gone=1").code()).isEqualTo(1);
  }

  @Test
  void memoryThatIsRight_isNotSealed_andNeitherIsOneThatIsNone() {
    assertThat(memory("seal", "notes").err()).contains("nothing is wrong with `notes`");
    assertThat(memory("seal", "nobody").err()).contains("`nobody` is no memory");
  }

  @Test
  void nothingIsSealed_withoutTheKey() throws IOException {
    Files.delete(file("memory-key"));

    assertThat(memory("seal", "notes").err()).contains("there is no `memory-key.secret`");
  }
}
