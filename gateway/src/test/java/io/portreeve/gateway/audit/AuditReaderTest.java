package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditReaderTest {
  private final MemoryFolder folder = new MemoryFolder();
  private final AuditReader reader = new AuditReader(folder);

  private static JsonObject fields(String principal, String verdict, String reason) {
    JsonObject decision =
        JsonObject.empty().with("control", "Any").with("verdict", "pass").with("reason", "fine");
    return JsonObject.builder()
        .put("principal", principal)
        .put("verdict", verdict)
        .put("reason", reason)
        .put("decisions", JsonArray.of(decision))
        .build();
  }

  private void write(JournalSettings settings) throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Journals.NOON);
    try (AuditJournal journal = Journals.open(folder, settings, now::get)) {
      for (AuditEntry entry :
          List.of(
              new AuditEntry(AuditKind.DECISION, "a", fields("alice", "pass", "allowed")),
              new AuditEntry(AuditKind.OUTCOME, "a", fields("alice", "pass", "completed")),
              new AuditEntry(AuditKind.DECISION, "b", fields("bob", "deny", "tool-hidden")),
              new AuditEntry(AuditKind.REFUSAL, "c", JsonObject.empty().with("reason", "bad-key")),
              new AuditEntry(AuditKind.DECISION, "d", fields("alice", "deny", "tool-hidden")))) {
        now.set(now.get().plusSeconds(1));
        journal.append(entry).await();
      }
    }
  }

  private static AuditFilter filter(String by, String value) {
    AuditFilter all = AuditFilter.all();
    return switch (by) {
      case "exchange" -> all.exchange(value);
      case "principal" -> all.principal(value);
      case "verdict" -> all.verdict(value);
      case "reason" -> all.reason(value);
      case "kind" -> all.kind(AuditKind.valueOf(value));
      case "from" -> all.from(Instant.parse(value));
      case "until" -> all.until(Instant.parse(value));
      default -> throw new IllegalArgumentException(by);
    };
  }

  private List<Long> found(AuditFilter filter) throws IOException {
    List<Long> found = new ArrayList<>();
    reader.forEach(filter, record -> found.add(record.seq()));
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "exchange, a, 3 4",
    "exchange, z, ''",
    "principal, alice, 3 4 7",
    "principal, Alice, ''",
    "verdict, deny, 5 7",
    "verdict, pass, 3 4 5 7",
    "reason, tool-hidden, 5 7",
    "reason, bad-key, 6",
    "reason, fine, 3 4 5 7",
    "kind, CHECKPOINT, 2 8",
    "kind, REFUSAL, 6",
    "from, 2026-11-23T12:00:04Z, 6 7 8",
    "until, 2026-11-23T12:00:02Z, 1 2 3",
  })
  void filter_findsWhatMeetsIt(String by, String value, String numbers) throws Exception {
    write(Journals.settings(1000));
    String found =
        String.join(" ", found(filter(by, value)).stream().map(String::valueOf).toList());
    assertThat(found).isEqualTo(numbers);
  }

  @Test
  void wishes_addUp() throws Exception {
    write(Journals.settings(1000));
    assertThat(found(AuditFilter.all().principal("alice").verdict("deny"))).containsExactly(7L);
    assertThat(found(AuditFilter.all())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void lastOnes_areTheNewestOldestFirstAcrossSegments() throws Exception {
    write(Journals.rotatingAt(600));
    assertThat(folder.segments()).hasSizeGreaterThan(2);
    AuditFilter decisions = AuditFilter.all().kind(AuditKind.DECISION);
    assertThat(reader.last(2, decisions))
        .extracting(AuditRecord::exchange)
        .containsExactly("b", "d");
    assertThat(reader.last(100, decisions))
        .extracting(AuditRecord::exchange)
        .containsExactly("a", "b", "d");
    assertThat(reader.last(0, decisions)).isEmpty();
  }

  @Test
  void records_areTheJournalByteForByte() throws Exception {
    write(Journals.rotatingAt(600));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reader.forEach(
        AuditFilter.all(),
        record -> {
          out.write(record.json().toBytes());
          out.write('\n');
        });
    List<byte[]> files = folder.segments().stream().map(folder::file).toList();
    assertThat(out.toByteArray()).isEqualTo(Journals.join(files));
  }

  @Test
  void unfinishedLastLine_isLeftForLater() throws Exception {
    write(Journals.settings(1000));
    byte[] file = folder.file(Journals.FIRST);
    folder.put(Journals.FIRST, Arrays.copyOf(file, file.length - 10));
    assertThat(found(AuditFilter.all())).hasSize(7);
  }

  @Test
  void lineThatIsNoRecord_isReportedByItsPlace() throws Exception {
    write(Journals.settings(1000));
    byte[] garbage = "{\"seq\":9}\n".getBytes(UTF_8);
    folder.put(Journals.FIRST, Journals.join(List.of(folder.file(Journals.FIRST), garbage)));
    assertThatThrownBy(() -> found(AuditFilter.all()))
        .isInstanceOf(IOException.class)
        .hasMessage("000001.jsonl line 9 is no audit record");
  }

  @Test
  void tail_showsWhatIsAddedFromNowOnAcrossSegments() throws Exception {
    write(Journals.rotatingAt(600));
    AuditTail tail = reader.tail(AuditFilter.all().kind(AuditKind.DECISION));
    assertThat(tail.poll()).isEmpty();
    try (AuditJournal journal = Journals.open(folder, Journals.rotatingAt(600))) {
      for (int i = 0; i < 5; i++) {
        journal.append(Journals.entry(i)).await();
        assertThat(tail.poll()).extracting(AuditRecord::exchange).containsExactly("x" + i);
        assertThat(tail.poll()).isEmpty();
      }
    }
  }

  @Test
  void tailWhoseFileWasRemoved_goesOnWithTheNextThatIsThere() throws Exception {
    write(Journals.rotatingAt(600));
    AuditTail tail = reader.tail(AuditFilter.all().kind(AuditKind.DECISION));
    int newest = folder.segments().size();
    try (AuditJournal journal = Journals.open(folder, Journals.rotatingAt(600))) {
      int written = 0;
      while (folder.segments().size() < newest + 2) {
        journal.append(Journals.entry(written++)).await();
      }
    }
    for (int i = 1; i <= newest; i++) {
      folder.without(JournalFolder.segment(i));
    }
    List<String> left =
        Journals.records(folder).stream()
            .filter(record -> record.kind() == AuditKind.DECISION)
            .map(AuditRecord::exchange)
            .toList();

    assertThat(tail.poll()).extracting(AuditRecord::exchange).isEqualTo(left);
    assertThat(tail.poll()).isEmpty();
  }

  /** Listed a moment ago, and removed before it could be read. */
  @Test
  void tailWhoseFileIsRemovedMeanwhile_goesOnWithTheNext() throws Exception {
    AuditTail tail = reader.tail(AuditFilter.all().kind(AuditKind.DECISION));
    write(Journals.rotatingAt(600));
    folder.removeWhenRead(Journals.FIRST);

    assertThat(tail.poll()).extracting(AuditRecord::exchange).isNotEmpty().contains("d");
    assertThat(folder.segments()).isNotEmpty().doesNotContain(Journals.FIRST);
  }

  @Test
  void tailOfAJournalThatAnotherReplaced_showsThat() throws Exception {
    write(Journals.rotatingAt(600));
    AuditTail tail = reader.tail(AuditFilter.all());
    for (String name : folder.segments()) {
      folder.without(name);
    }
    Journals.write(folder.putHead(new byte[0]), 1, Journals.settings(1000));

    assertThat(tail.poll()).extracting(AuditRecord::seq).containsExactly(1L, 2L, 3L, 4L);
  }

  /** Its file has the same name, and is shorter than the one before, or longer. */
  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void tailOfAJournalThatAnotherOfTheSameNameReplaced_showsThatFromItsStart(int decisions)
      throws Exception {
    write(Journals.settings(1000));
    AuditTail tail = reader.tail(AuditFilter.all());
    Journals.write(
        folder.without(Journals.FIRST).putHead(new byte[0]),
        decisions,
        Journals.settings(1000),
        Journals.NOON.plusSeconds(60));

    List<AuditRecord> shown = tail.poll();

    assertThat(shown).extracting(AuditRecord::exchange).contains("x0", "x" + (decisions - 1));
    assertThat(shown).extracting(AuditRecord::seq).isEqualTo(found(AuditFilter.all()));
    assertThat(tail.poll()).isEmpty();
  }

  @Test
  void tailOfAJournalThatALongerOneReplaced_showsThatFromItsFirstFile() throws Exception {
    write(Journals.rotatingAt(600));
    AuditTail tail = reader.tail(AuditFilter.all());
    folder.segments().forEach(folder::without);
    Journals.write(
        folder.putHead(new byte[0]), 30, Journals.rotatingAt(600), Journals.NOON.plusSeconds(60));

    assertThat(tail.poll())
        .extracting(AuditRecord::seq)
        .startsWith(1L)
        .isEqualTo(found(AuditFilter.all()));
    assertThat(tail.poll()).isEmpty();
  }

  @Test
  void tail_waitsForTheEndOfALine() throws Exception {
    write(Journals.settings(1000));
    byte[] file = folder.file(Journals.FIRST);
    folder.put(Journals.FIRST, Arrays.copyOf(file, file.length - 10));
    AuditTail tail = reader.tail(AuditFilter.all());
    assertThat(tail.poll()).isEmpty();
    folder.put(Journals.FIRST, file);
    assertThat(tail.poll()).extracting(AuditRecord::seq).containsExactly(8L);
  }

  @Test
  void tailOfAJournalThatIsNotThereYet_showsItFromItsStart() throws Exception {
    AuditTail tail = reader.tail(AuditFilter.all());
    assertThat(tail.poll()).isEmpty();
    write(Journals.settings(1000));
    assertThat(tail.poll()).hasSize(8);
  }

  @Test
  void recordsOfAConversation_areFound_andThoseOfAny() throws Exception {
    try (AuditJournal journal =
        Journals.open(folder, Journals.settings(1000), () -> Journals.NOON)) {
      for (String id : List.of("one", "two", "")) {
        JsonObject fields = JsonObject.empty();
        journal
            .append(
                new AuditEntry(
                    AuditKind.DECISION,
                    "x",
                    id.isEmpty() ? fields : fields.with("conversation", id)))
            .await();
      }
    }

    assertThat(found(AuditFilter.all().conversation("two"))).hasSize(1);
    assertThat(found(AuditFilter.all().ofConversations())).hasSize(2);
  }

  @Test
  void newestFiles_areReadAlone() throws Exception {
    write(Journals.rotatingAt(600));
    int files = folder.segments().size();
    assertThat(files).isGreaterThan(1);

    List<AuditRecord> all = reader.last(1000, AuditFilter.all());
    List<AuditRecord> newest = reader.newest(1).last(1000, AuditFilter.all());

    assertThat(newest).hasSizeLessThan(all.size()).endsWith(all.getLast());
    assertThat(reader.newest(files).last(1000, AuditFilter.all())).hasSameSizeAs(all);
    List<Long> seen = new ArrayList<>();
    reader.newest(1).forEach(AuditFilter.all(), record -> seen.add(record.seq()));
    assertThat(seen).hasSameSizeAs(newest);
  }
}
