package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.Digest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Old files of a journal go as the operator wants, and nobody else can make them go unseen. */
class RetentionTest {
  private static final int FILE = 10_000;
  private static final Keep SOME = new Keep(Optional.empty(), Optional.of(25_000L));
  private static final Keep A_DAY = new Keep(Optional.of(Duration.ofDays(1)), Optional.empty());
  private static final JournalSettings ALL = Journals.keeping(FILE, Keep.everything());

  private static MemoryFolder bounded() throws Exception {
    return Journals.written(200, Journals.keeping(FILE, SOME));
  }

  private static void openAt(MemoryFolder folder, Keep keep, Instant now) throws Exception {
    Journals.open(folder, Journals.keeping(FILE, keep), InstantSource.fixed(now)).close();
  }

  @Test
  void journalWithABound_losesItsOldestFiles_andVerifiesFromThereOn() throws Exception {
    MemoryFolder folder = bounded();

    assertThat(folder.segments()).hasSizeBetween(2, 4).doesNotContain(Journals.FIRST);
    AuditReport report = Journals.verify(folder);
    assertThat(report.broken()).isEmpty();
    assertThat(report.from()).isEqualTo(Journals.records(folder).getFirst().seq()).isGreaterThan(1);
    assertThat(report.records()).isEqualTo(Journals.records(folder).size());
    AuditReport.Notice removed = report.notices().getFirst();
    assertThat(removed.event()).isEqualTo("records-removed");
    assertThat(removed.said().integer("through")).contains(report.from() - 1);
  }

  @Test
  void oneFileMoreTakenAwayByHand_isAFault() throws Exception {
    MemoryFolder folder = bounded();
    MemoryFolder less = folder.copy().without(folder.segments().getFirst());

    assertThat(Journals.verify(less).broken().orElseThrow().what())
        .contains("no signed record says that they were removed");
  }

  /** The statement is chained behind a killed process's last record; the next start signs that. */
  @Test
  void statementForgedWithoutTheKey_doesNotCountEvenWhenTheNextStartSignsIt() throws Exception {
    MemoryFolder running = new MemoryFolder();
    MemoryFolder killed;
    try (AuditJournal journal = Journals.open(running, ALL)) {
      for (int i = 0; i < 100; i++) {
        journal.append(Journals.entry(i)).await();
      }
      killed = running.copy();
    }
    List<String> segments = killed.segments();
    forge(killed, segments);
    killed.without(segments.getFirst());
    Journals.open(killed, ALL).close();

    assertThat(Journals.text(killed.file(segments.getLast()))).contains("records-removed");
    assertThat(Journals.verify(killed).isIntact()).isFalse();
  }

  private static void forge(MemoryFolder killed, List<String> segments) throws Exception {
    AuditRecord next =
        AuditRecord.read(strip(Journals.lines(killed.file(segments.get(1))).getFirst()))
            .orElseThrow();
    byte[] last = killed.file(segments.getLast());
    byte[] line = strip(Journals.lines(last).getLast());
    AuditRecord end = AuditRecord.read(line).orElseThrow();
    Chain chain = Chain.after(end.seq(), Digest.of(new RecordHash().of(line, 0, line.length)));
    String fields =
        "{\"event\":\"records-removed\",\"through\":%d,\"hash\":\"%s\"}"
            .formatted(next.seq() - 1, next.prev().hex());
    ByteBuffer body = RecordLine.body(AuditKind.EVENT, "", Journals.NOON, fields.getBytes(UTF_8));
    byte[] out = new byte[RecordLine.MAX_HEAD + body.remaining() + 1];
    byte[] forged = Arrays.copyOf(out, chain.append(body, out, 0));
    killed.put(segments.getLast(), Journals.join(List.of(last, forged)));
  }

  private static byte[] strip(byte[] line) {
    return Arrays.copyOf(line, line.length - 1);
  }

  @Test
  void fileThatWasTamperedWith_stays() throws Exception {
    MemoryFolder folder = Journals.written(200, ALL);
    byte[] file = folder.file(Journals.FIRST).clone();
    file[file.length - 20] ^= 1;
    openAt(folder.put(Journals.FIRST, file), SOME, Journals.NOON);

    assertThat(folder.file(Journals.FIRST)).isEqualTo(file);
    assertThat(Journals.verify(folder).isIntact()).isFalse();
  }

  @Test
  void fileOlderThanItMayBe_goesAtTheNextStart_andTheNewestStays() throws Exception {
    MemoryFolder folder = Journals.written(200, ALL);
    List<String> before = folder.segments();
    openAt(folder, A_DAY, Journals.NOON.plus(Duration.ofHours(23)));
    assertThat(folder.segments()).isEqualTo(before);

    openAt(folder, A_DAY, Journals.NOON.plus(Duration.ofHours(25)));

    assertThat(folder.segments())
        .isNotEmpty()
        .doesNotContainAnyElementsOf(before.subList(0, before.size() - 1));
    assertThat(Journals.verify(folder).broken()).isEmpty();
    openAt(folder, A_DAY, Journals.NOON.plus(Duration.ofDays(9)));
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }

  /** Whoever may touch a file must not prolong or shorten what is kept; nor may a restored copy. */
  @Test
  void ageOfAFile_isWhatItsOwnRecordsSay() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    Journals.write(folder, 100, ALL, Journals.NOON);
    List<String> old = folder.segments();
    Journals.write(folder, 100, ALL, Journals.NOON.plus(Duration.ofHours(20)));

    openAt(folder, A_DAY, Journals.NOON.plus(Duration.ofHours(25)));

    assertThat(folder.segments())
        .contains(JournalFolder.segment(old.size() + 1))
        .doesNotContainAnyElementsOf(old.subList(0, old.size() - 1));
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }

  @Test
  void fileThatCannotBeRemoved_refusesNoRecord_andIsToldOnce() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    folder.failRemoval(true);

    Journals.write(folder, 200, Journals.keeping(FILE, SOME));

    assertThat(folder.segments()).contains(Journals.FIRST).hasSizeGreaterThan(3);
    assertThat(Journals.verify(folder).broken()).isEmpty();
    assertThat(Journals.records(folder))
        .filteredOn(record -> record.kind() == AuditKind.DECISION)
        .hasSize(200);
    assertThat(events(folder)).containsExactly("journal-opened", Retention.EVENT);
  }

  @Test
  void fileThatCouldNotBeRemoved_goesWhenItCan_andKeepsNoJournalShut() throws Exception {
    MemoryFolder folder = Journals.written(200, ALL);
    folder.failRemoval(true);
    openAt(folder, SOME, Journals.NOON);
    assertThat(folder.segments()).contains(Journals.FIRST);

    folder.failRemoval(false);
    openAt(folder, SOME, Journals.NOON);

    assertThat(folder.segments()).doesNotContain(Journals.FIRST);
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }

  @Test
  void operator_isToldOnceOfWhatCannotBeRemoved() throws Exception {
    MemoryFolder folder = Journals.written(200, ALL);
    List<String> told = new ArrayList<>();
    Retention retention = new Retention(folder, Journals.KEY.verifying(), SOME, told::add);
    folder.failRemoval(true);
    for (int i = 0; i < 3; i++) {
      assertThat(retention.next(Journals.NOON)).isPresent();
      assertThat(retention.remove(Journals.FIRST)).isFalse();
    }
    assertThat(told).singleElement().asString().contains(Journals.FIRST, "the file stays");

    folder.failRemoval(false);
    assertThat(retention.remove(Journals.FIRST)).isTrue();
    folder.failRemoval(true);
    assertThat(retention.remove(JournalFolder.segment(2))).isFalse();
    assertThat(told).hasSize(2);
  }

  private static List<String> events(MemoryFolder folder) throws Exception {
    return Journals.records(folder).stream()
        .flatMap(record -> record.fields().string("event").stream())
        .toList();
  }

  @Test
  void crashBetweenTheStatementAndTheRemoval_isNoFault() throws Exception {
    MemoryFolder whole = Journals.written(200, ALL);
    MemoryFolder folder = whole.copy();
    openAt(folder, SOME, Journals.NOON);
    List<String> gone = new ArrayList<>(whole.segments());
    gone.removeAll(folder.segments());
    assertThat(gone).isNotEmpty();
    for (String name : gone.reversed()) {
      folder.put(name, whole.file(name));
      assertThat(Journals.verify(folder).broken()).as(name).isEmpty();
    }
  }

  @Test
  void diskThatFillsUp_isToldOnceAnHour_whileThereIsRoom() {
    MemoryFolder folder = new MemoryFolder();
    List<String> told = new ArrayList<>();
    DiskWatch watch = new DiskWatch(folder, 64 << 20, told::add);
    watch.look(Journals.NOON);
    assertThat(told).isEmpty();

    folder.leaveRoom(200 << 20);
    watch.look(Journals.NOON);
    watch.look(Journals.NOON.plusSeconds(3599));
    assertThat(told).singleElement().asString().startsWith("200 MiB are left");

    watch.look(Journals.NOON.plusSeconds(3600));
    assertThat(told).hasSize(2);
  }
}
