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
import java.time.Instant;
import java.util.List;
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
      store.memorySignatures().keep(List.of(signatures));
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
                + "\"earlierKey\":0,\"broken\":0,\"last\":\"2026-11-20T08:00:00Z\"}\n");
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
}
