package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals as a crash, a lost disk or a hand leaves them, and what opening makes of them. */
class RecoveryTest {
  private static MemoryFolder fourDecisions() throws Exception {
    return Journals.written(4, Journals.settings(1000));
  }

  private static void reopen(MemoryFolder folder) throws Exception {
    Journals.write(folder, 1, Journals.settings(1000));
  }

  private static List<String> events(MemoryFolder folder) throws Exception {
    return Journals.records(folder).stream()
        .flatMap(record -> record.fields().string("event").stream())
        .toList();
  }

  /** What a kill can leave: the file cut off anywhere behind what the head signs. */
  @Test
  void tornTail_isKeptInAnEventWhereverItIsTorn() throws Exception {
    MemoryFolder whole = fourDecisions();
    byte[] file = whole.file(Journals.FIRST);
    List<byte[]> lines = Journals.lines(file);
    byte[] firstHead = Arrays.copyOf(lines.get(1), lines.get(1).length - 1);
    int signed = lines.get(0).length + lines.get(1).length;
    for (int cut = signed; cut < file.length; cut += 29) {
      MemoryFolder torn =
          whole.copy().putHead(firstHead).put(Journals.FIRST, Arrays.copyOf(file, cut));
      long before = Journals.verify(torn).records();
      long tornBytes = Journals.verify(torn).tornBytes();
      reopen(torn);
      AuditReport report = Journals.verify(torn);
      assertThat(report.broken()).as("cut at %d", cut).isEmpty();
      assertThat(report.records()).isGreaterThan(before);
      assertThat(events(torn).contains("tail-recovered")).isEqualTo(tornBytes > 0);
    }
  }

  @Test
  void recoveredEvent_holdsTheTornBytes() throws Exception {
    MemoryFolder folder = fourDecisions();
    byte[] torn = "{\"seq\":8,\"prev\":\"half a rec".getBytes(UTF_8);
    folder.put(Journals.FIRST, Journals.join(List.of(folder.file(Journals.FIRST), torn)));
    assertThat(Journals.verify(folder).tornBytes()).isEqualTo(torn.length);
    reopen(folder);
    AuditRecord event = Journals.records(folder).get(7);
    JsonObject fields = event.fields();
    assertThat(fields.string("event")).contains("tail-recovered");
    assertThat(fields.string("segment")).contains(Journals.FIRST);
    assertThat(fields.integer("bytes")).contains((long) torn.length);
    assertThat(Base64.getDecoder().decode(fields.string("base64").orElseThrow())).isEqualTo(torn);
    assertThat(Journals.verify(folder).notices())
        .extracting(AuditReport.Notice::line, AuditReport.Notice::event)
        .containsExactly(tuple(8L, "tail-recovered"));
  }

  @Test
  void longTornTail_leavesNothingBehindTheEvent() throws Exception {
    MemoryFolder folder = fourDecisions();
    byte[] torn = new byte[500_000];
    Arrays.fill(torn, (byte) 'x');
    folder.put(Journals.FIRST, Journals.join(List.of(folder.file(Journals.FIRST), torn)));
    reopen(folder);
    assertThat(Journals.verify(folder).broken()).isEmpty();
    assertThat(Journals.verify(folder).tornBytes()).isZero();
  }

  @Test
  void firstRecordTorn_isRecoveredToo() throws Exception {
    MemoryFolder folder = new MemoryFolder().put(Journals.FIRST, "{\"seq\":1".getBytes(UTF_8));
    reopen(folder);
    assertThat(Journals.verify(folder).broken()).isEmpty();
    assertThat(events(folder)).containsExactly("tail-recovered", "journal-opened");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"seq\":"})
  void newSegmentWithNothingWholeInIt_goesOnFromTheOneBefore(String content) throws Exception {
    MemoryFolder folder = Journals.written(20, Journals.rotatingAt(1500));
    int next = folder.segments().size() + 1;
    folder.put(JournalFolder.segment(next), content.getBytes(UTF_8));
    Journals.write(folder, 20, Journals.rotatingAt(1500));
    assertThat(Journals.verify(folder).broken()).isEmpty();
    assertThat(folder.file(JournalFolder.segment(next))).isNotEmpty();
  }

  @Test
  void recordsThatTheDiskLost_areMissedInAnEvent() throws Exception {
    MemoryFolder folder = fourDecisions();
    List<byte[]> lines = Journals.lines(folder.file(Journals.FIRST));
    folder.put(Journals.FIRST, Journals.join(lines.subList(0, 4)));
    reopen(folder);
    JsonObject lost = Journals.records(folder).get(4).fields();
    assertThat(lost.string("event")).contains("records-lost");
    assertThat(lost.integer("signed-through")).contains(7L);
    assertThat(lost.integer("found-through")).contains(4L);
    assertThat(Journals.verify(folder).notices())
        .extracting(AuditReport.Notice::event)
        .containsExactly("records-lost");
    assertThat(Journals.verify(folder).broken().orElseThrow().toString())
        .isEqualTo(
            "000001.jsonl line 5: signed records are missing before it: a loss of power took them, or a hand");
  }

  @Test
  void missingHead_isSaidInAnEvent() throws Exception {
    MemoryFolder folder = fourDecisions().putHead(new byte[0]);
    reopen(folder);
    assertThat(events(folder)).contains("head-missing");
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }

  private static void assertRefusedUntouched(MemoryFolder folder) {
    MemoryFolder before = folder.copy();
    assertThatThrownBy(() -> reopen(folder)).isInstanceOf(AuditUnavailable.class);
    assertThat(folder.segments()).isEqualTo(before.segments());
    for (String name : before.segments()) {
      assertThat(folder.file(name)).isEqualTo(before.file(name));
    }
  }

  @Test
  void changedRecord_isRefusedAndNothingIsTouched() throws Exception {
    MemoryFolder folder = fourDecisions();
    byte[] file = folder.file(Journals.FIRST).clone();
    file[file.length / 2] ^= 1;
    assertRefusedUntouched(folder.put(Journals.FIRST, file));
  }

  @Test
  void missingLine_isRefused() throws Exception {
    MemoryFolder folder = fourDecisions();
    List<byte[]> lines = new ArrayList<>(Journals.lines(folder.file(Journals.FIRST)));
    assertThat(lines.remove(3)).isNotNull();
    assertRefusedUntouched(folder.put(Journals.FIRST, Journals.join(lines)));
  }

  @Test
  void headOfAnotherJournal_isRefused() throws Exception {
    MemoryFolder other = Journals.written(4, Journals.settings(3));
    MemoryFolder folder = Journals.written(5, Journals.settings(3));
    byte[] fifth = Journals.lines(other.file(Journals.FIRST)).get(5);
    assertThat(Journals.text(fifth)).contains("checkpoint");
    MemoryFolder renamed = Journals.written(4, Journals.settings(1000));
    assertRefusedUntouched(renamed.putHead(Arrays.copyOf(fifth, fifth.length - 1)));
    assertThat(folder.head()).isPresent();
  }

  @Test
  void damagedHead_isRefused() throws Exception {
    assertRefusedUntouched(fourDecisions().putHead("{}".getBytes(UTF_8)));
  }

  @Test
  void headWithoutAnyRecord_isRefused() throws Exception {
    assertRefusedUntouched(fourDecisions().without(Journals.FIRST));
    assertRefusedUntouched(fourDecisions().put(Journals.FIRST, new byte[0]));
  }

  @Test
  void endlessGarbage_isRefused() throws Exception {
    MemoryFolder folder = fourDecisions();
    byte[] garbage = new byte[LineReader.MAX_LINE + 100];
    folder.put(Journals.FIRST, Journals.join(List.of(folder.file(Journals.FIRST), garbage)));
    assertRefusedUntouched(folder);
  }
}
