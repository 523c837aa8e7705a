package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.audit.JournalSettings.Durability;
import io.portreeve.gateway.store.Digest;
import io.portreeve.testkit.Eventually;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Records that stood unsigned when a process was killed, and what a hand can do to them. */
class UnsignedTailTest {
  // Lines 1 to 5: opened, checkpoint, x0, x1, x2; then the process is killed.
  private static MemoryFolder killed() throws Exception {
    MemoryFolder running = new MemoryFolder();
    try (AuditJournal journal = Journals.open(running, Journals.settings(1000))) {
      for (int i = 0; i < 3; i++) {
        journal.append(Journals.entry(i)).await();
      }
      return running.copy();
    }
  }

  /** Whoever can write the files, but has no key, changes a record and chains the rest anew. */
  private static MemoryFolder rewritten(MemoryFolder killed, int from, String what, String by) {
    List<byte[]> lines = Journals.lines(killed.file(Journals.FIRST));
    Chain chain = Chain.empty();
    List<byte[]> forged = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String text = Journals.text(lines.get(i)).strip();
      byte[] body =
          text.substring(text.indexOf("\"kind\""))
              .replace(i < from ? "\u0000" : what, by)
              .getBytes(UTF_8);
      byte[] out = new byte[RecordLine.MAX_HEAD + body.length + 1];
      forged.add(Arrays.copyOf(out, chain.append(ByteBuffer.wrap(body), out, 0)));
    }
    return killed.put(Journals.FIRST, Journals.join(forged));
  }

  private static AuditReport reopened(MemoryFolder folder) throws Exception {
    Journals.open(folder, Journals.settings(1000)).close();
    return Journals.verify(folder);
  }

  @Test
  void tailRewrittenWithoutTheKey_isNeverSignedAsIfItHadBeenSafe() throws Exception {
    MemoryFolder forged = rewritten(killed(), 2, "alice", "mallory");
    assertThat(Journals.text(forged.file(Journals.FIRST))).contains("mallory");

    AuditReport report = reopened(forged);

    assertThat(report.broken()).isEmpty();
    AuditReport.Notice notice = report.notices().getFirst();
    assertThat(notice.event()).isEqualTo("resumed");
    assertThat(notice.line()).isEqualTo(6);
    assertThat(notice.said().integer("unsigned")).contains(3L);
    assertThat(notice.said().integer("from")).contains(3L);
    assertThat(notice.said().integer("through")).contains(5L);
  }

  @Test
  void tailCutOffToTheLastCheckpoint_isAResumptionAllTheSame() throws Exception {
    MemoryFolder killed = killed();
    List<byte[]> lines = Journals.lines(killed.file(Journals.FIRST));
    AuditReport report = reopened(killed.put(Journals.FIRST, Journals.join(lines.subList(0, 2))));

    assertThat(report.notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.said().integer("unsigned")).contains(0L));
  }

  @Test
  void journalThatWasClosed_isNotResumed() throws Exception {
    MemoryFolder folder = Journals.written(3, Journals.settings(1000));

    assertThat(reopened(folder).notices()).isEmpty();
  }

  @Test
  void idleJournalThatWasClosed_isNotResumed() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    Journals.open(folder, Journals.settings(1000)).close();

    assertThat(reopened(folder).notices()).isEmpty();
    assertThat(reopened(folder).notices()).isEmpty();
  }

  @Test
  void idleJournalWhoseProcessWasKilled_isResumed() throws Exception {
    MemoryFolder running = new MemoryFolder();
    MemoryFolder killed;
    try (AuditJournal _ = Journals.open(running, Journals.settings(1000))) {
      killed = running.copy();
    }

    assertThat(reopened(killed).notices())
        .extracting(AuditReport.Notice::event)
        .containsExactly("resumed");
  }

  @Test
  void closingForgedWithoutTheKey_isRefused() throws Exception {
    MemoryFolder killed = killed();
    byte[] file = killed.file(Journals.FIRST);
    Digest last = hashOfLast(file);
    byte[] closing = Checkpoint.line(6, last, Journals.NOON, 3, last, "close", Journals.OTHER_KEY);
    killed.put(Journals.FIRST, Journals.join(List.of(file, closing, new byte[] {'\n'})));

    assertThatThrownBy(() -> Journals.open(killed, Journals.settings(1000)))
        .isInstanceOf(AuditUnavailable.class)
        .hasMessageContaining("key did not sign");
  }

  private static Digest hashOfLast(byte[] file) {
    byte[] line = Journals.lines(file).getLast();
    return Digest.of(new RecordHash().of(line, 0, line.length - 1));
  }

  /** With what a gateway uses, and though nothing more is appended. */
  @Test
  void killASecondAfterARecord_findsItSigned() throws Exception {
    MemoryFolder running = new MemoryFolder();
    AtomicReference<Instant> now = new AtomicReference<>(Journals.NOON);
    MemoryFolder before;
    MemoryFolder after;
    try (AuditJournal journal =
        Journals.open(running, JournalSettings.of(Durability.PROCESS), now::get)) {
      now.set(Journals.NOON.plusMillis(999));
      journal.append(Journals.entry(0)).await();
      before = running.copy();
      now.set(Journals.NOON.plusSeconds(1));
      Eventually.holds("the record is signed", () -> Journals.verify(running).unsealed() == 0);
      after = running.copy();
    }

    assertThat(reopened(before).notices().getFirst().said().integer("unsigned")).contains(1L);
    assertThat(reopened(after).notices().getFirst().said().integer("unsigned")).contains(0L);
    assertThat(Journals.records(after)).extracting(AuditRecord::exchange).contains("x0");
  }
}
