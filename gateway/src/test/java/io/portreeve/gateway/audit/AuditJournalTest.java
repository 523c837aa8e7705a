package io.portreeve.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditJournalTest {
  @TempDir Path temporary;

  @Test
  void awaitedRecord_isInTheFileBeforeTheJournalIsClosed() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000))) {
      journal.append(Journals.entry(1)).await();
      assertThat(Journals.text(folder.file(Journals.FIRST))).contains("\"exchange\":\"x1\"");
    }
  }

  @Test
  void journal_saysThatItWasOpenedAndEndsWithACheckpoint() throws Exception {
    MemoryFolder folder = Journals.written(2, Journals.settings(1000));
    assertThat(Journals.records(folder))
        .extracting(AuditRecord::kind)
        .containsExactly(
            AuditKind.EVENT,
            AuditKind.CHECKPOINT,
            AuditKind.DECISION,
            AuditKind.DECISION,
            AuditKind.CHECKPOINT);
    AuditReport report = Journals.verify(folder);
    assertThat(report.broken()).isEmpty();
    assertThat(report.records()).isEqualTo(5);
    assertThat(report.checkpoints()).isEqualTo(2);
    assertThat(report.unsealed()).isZero();
  }

  @Test
  void record_hasItsTimeItsExchangeAndItsFields() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    AtomicReference<Instant> now = new AtomicReference<>(Journals.NOON);
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000), now::get)) {
      now.set(Journals.NOON.plusSeconds(5));
      journal.append(Journals.entry(7)).await();
    }
    AuditRecord record = Journals.records(folder).get(2);
    assertThat(record.time()).isEqualTo(Journals.NOON.plusSeconds(5));
    assertThat(record.exchange()).isEqualTo("x7");
    assertThat(record.fields()).isEqualTo(Journals.entry(7).fields());
    assertThat(record.seq()).isEqualTo(3);
  }

  @Test
  void journalOpenedAgain_goesOnWithTheChain() throws Exception {
    MemoryFolder folder = Journals.written(3, Journals.settings(1000));
    Journals.write(folder, 3, Journals.settings(1000));
    assertThat(Journals.verify(folder).broken()).isEmpty();
    assertThat(Journals.records(folder))
        .extracting(AuditRecord::seq)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  /** The law: n threads with m records each are n·m records in the chain, and no gap. */
  @ParameterizedTest
  @CsvSource({"1, 200, 7", "8, 100, 50", "64, 20, 1000"})
  void recordsOfManyThreads_areAllInTheChainOnce(int threads, int each, int checkpointRecords)
      throws Exception {
    MemoryFolder folder = new MemoryFolder();
    try (AuditJournal journal = Journals.open(folder, Journals.settings(checkpointRecords));
        ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int first = t * each;
        done.add(all.submit(() -> appendAndAwait(journal, first, each)));
      }
      for (Future<?> one : done) {
        assertThat(one.get()).isNotNull();
      }
    }
    assertThat(Journals.verify(folder).broken()).isEmpty();
    Set<String> found = new HashSet<>();
    List<AuditRecord> records = Journals.records(folder);
    records.stream()
        .filter(record -> record.kind() == AuditKind.DECISION)
        .forEach(record -> assertThat(found.add(record.exchange())).isTrue());
    assertThat(found).hasSize(threads * each);
  }

  private static Object appendAndAwait(AuditJournal journal, int first, int count)
      throws Exception {
    for (int i = 0; i < count; i++) {
      journal.append(Journals.entry(first + i)).await();
    }
    return count;
  }

  @Test
  void recordsNobodyAwaited_areWrittenByTheEndOfClose() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000))) {
      for (int i = 0; i < 500; i++) {
        assertThat(journal.append(Journals.entry(i))).isNotNull();
      }
    }
    assertThat(Journals.records(folder)).hasSize(1 + 1 + 500 + 1);
  }

  @Test
  void recordsThatWaitTogether_areOneWrite() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    JournalSettings disk = Journals.onDisk();
    try (AuditJournal journal = Journals.open(folder, disk)) {
      CountDownLatch open = new CountDownLatch(1);
      CountDownLatch arrived = folder.holdWrites(open);
      Ticket first = journal.append(Journals.entry(0));
      assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
      int before = folder.forced();
      List<Ticket> others = new ArrayList<>();
      for (int i = 1; i <= 100; i++) {
        others.add(journal.append(Journals.entry(i)));
      }
      open.countDown();
      first.await();
      for (Ticket ticket : others) {
        ticket.await();
      }
      assertThat(folder.forced() - before).isEqualTo(2);
    }
  }

  @Test
  void processDurability_doesNotWaitForTheDisk() throws Exception {
    MemoryFolder folder = Journals.written(3, Journals.settings(1000));
    assertThat(folder.forced()).isZero();
  }

  @Test
  void tooManyWaitingBytes_areRefusedAfterThePatienceAndNothingIsLost() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    int accepted = 0;
    CountDownLatch open = new CountDownLatch(1);
    try (AuditJournal journal =
        Journals.open(folder, Journals.withPatience(Duration.ofMillis(1)))) {
      CountDownLatch arrived = folder.holdWrites(open);
      assertThat(journal.append(Journals.entry(0))).isNotNull();
      assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
      accepted = 1 + appendUntilRefused(journal);
      open.countDown();
      Eventually.holds("all is written", () -> journal.waiting() == 0);
      journal.append(Journals.entry(1_000_000)).await();
    }
    assertThat(accepted).isBetween(5, 20);
    assertThat(Journals.verify(folder).broken()).isEmpty();
    assertThat(
            Journals.records(folder).stream().filter(record -> record.kind() == AuditKind.DECISION))
        .hasSize(accepted + 1);
    assertThat(Journals.text(folder.file(Journals.FIRST)))
        .contains("\"event\":\"records-refused\",\"refused\":1");
  }

  private static int appendUntilRefused(AuditJournal journal) {
    JsonObject large = JsonObject.empty().with("text", "x".repeat(100_000));
    int accepted = 0;
    try {
      while (true) {
        assertThat(journal.append(new AuditEntry(AuditKind.DECISION, "x", large))).isNotNull();
        accepted++;
      }
    } catch (AuditUnavailable e) {
      assertThat(e).hasMessage("the audit journal is too slow");
      return accepted;
    }
  }

  @Test
  void interruptedThread_stillAppends() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    CountDownLatch open = new CountDownLatch(1);
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000))) {
      assertThat(folder.holdWrites(open)).isNotNull();
      Thread.currentThread().interrupt();
      Ticket ticket = journal.append(Journals.entry(1));
      assertThatThrownBy(ticket::await).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
      open.countDown();
      ticket.await();
    }
    assertThat(Journals.records(folder)).hasSize(4);
  }

  @Test
  void interruptedThread_waitsForRoomAllTheSameAndStaysInterrupted() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    CountDownLatch open = new CountDownLatch(1);
    AuditEntry large =
        new AuditEntry(
            AuditKind.OUTCOME, "x", JsonObject.empty().with("text", "x".repeat(900_000)));
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch arrived = folder.holdWrites(open);
      assertThat(journal.append(large)).isNotNull();
      assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
      CountDownLatch started = new CountDownLatch(1);
      Future<Boolean> waiting =
          threads.submit(() -> {
            Thread.currentThread().interrupt();
            started.countDown();
            assertThat(journal.append(large)).isNotNull();
            return Thread.interrupted();
          });
      assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
      open.countDown();
      assertThat(waiting.get()).isTrue();
    }
    assertThat(Journals.records(folder))
        .filteredOn(record -> record.kind() == AuditKind.OUTCOME)
        .hasSize(2);
  }

  @Test
  void tooLongRecord_isRefused() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    JsonObject huge = JsonObject.empty().with("text", "x".repeat(JournalSettings.MAX_RECORD_BYTES));
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000))) {
      assertThatThrownBy(() -> journal.append(new AuditEntry(AuditKind.OUTCOME, "x", huge)))
          .isInstanceOf(AuditUnavailable.class)
          .hasMessageContaining("longer");
      journal.append(Journals.entry(1)).await();
    }
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }

  @Test
  void closedJournal_refuses() throws Exception {
    AuditJournal journal = Journals.open(new MemoryFolder(), Journals.settings(1000));
    journal.close();
    assertThat(journal.isAvailable()).isFalse();
    assertThatThrownBy(() -> journal.append(Journals.entry(1)))
        .isInstanceOf(AuditUnavailable.class);
  }

  /**
   * The law: whatever is appended while the journal closes is written or refused, never neither.
   */
  @Test
  void appendsThatMeetTheClosing_areWrittenOrRefused() throws Exception {
    for (int round = 0; round < 20; round++) {
      MemoryFolder folder = new MemoryFolder();
      AuditJournal journal = Journals.open(folder, Journals.settings(1000));
      List<Future<Integer>> written = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int t = 0; t < 4; t++) {
          written.add(threads.submit(() -> appendUntilClosed(journal)));
        }
        journal.append(Journals.entry(0)).await();
        journal.close();
      }
      int sum = 1;
      for (Future<Integer> one : written) {
        sum += one.get();
      }
      long found =
          Journals.records(folder).stream()
              .filter(record -> record.kind() == AuditKind.DECISION)
              .count();
      assertThat(found).isEqualTo(sum);
      assertThat(Journals.verify(folder).unsealed()).isZero();
    }
  }

  private static int appendUntilClosed(AuditJournal journal) throws InterruptedException {
    int written = 0;
    try {
      while (true) {
        journal.append(Journals.entry(written)).await();
        written++;
      }
    } catch (AuditUnavailable e) {
      return written;
    }
  }

  @Test
  void checkpoints_comeByCount() throws Exception {
    MemoryFolder folder = Journals.written(10, Journals.settings(3));
    AuditReport report = Journals.verify(folder);
    assertThat(report.broken()).isEmpty();
    assertThat(report.checkpoints()).isEqualTo(1 + 3 + 1);
  }

  @Test
  void checkpoints_comeByTime() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    AtomicReference<Instant> now = new AtomicReference<>(Journals.NOON);
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000), now::get)) {
      journal.append(Journals.entry(1)).await();
      assertThat(Journals.verify(folder).unsealed()).isEqualTo(1);
      now.set(Journals.NOON.plus(Duration.ofHours(1)));
      journal.append(Journals.entry(2)).await();
      assertThat(Journals.verify(folder).unsealed()).isZero();
    }
    assertThat(Journals.text(folder.file(Journals.FIRST))).contains("\"reason\":\"interval\"");
  }

  /** Else the records would wait, unsigned, until that clock has caught up. */
  @Test
  void clockThatWasSetBack_makesACheckpointDue() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    AtomicReference<Instant> now = new AtomicReference<>(Journals.NOON);
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000), now::get)) {
      now.set(Journals.NOON.minus(Duration.ofHours(5)));
      journal.append(Journals.entry(1)).await();
      assertThat(Journals.verify(folder).unsealed()).isZero();
    }
  }

  @Test
  void idleJournal_sealsWhatItHasWhenTheTimeComes() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    JournalSettings impatient = Journals.sealingAfter(Duration.ofMillis(1));
    try (AuditJournal journal = Journals.open(folder, impatient, InstantSource.system())) {
      journal.append(Journals.entry(1)).await();
      Eventually.holds("all is sealed", () -> Journals.verify(folder).unsealed() == 0);
      assertThat(journal.isAvailable()).isTrue();
    }
  }

  @Test
  void fullSegment_endsWithACheckpointAndAnotherBegins() throws Exception {
    MemoryFolder folder = Journals.written(40, Journals.rotatingAt(2000));
    assertThat(folder.segments()).hasSizeGreaterThan(3).first().isEqualTo("000001.jsonl");
    for (String name : folder.segments()) {
      assertThat(Journals.text(Journals.lines(folder.file(name)).getLast()))
          .contains("\"kind\":\"checkpoint\"");
    }
    AuditReport report = Journals.verify(folder);
    assertThat(report.broken()).isEmpty();
    assertThat(report.segments()).isEqualTo(folder.segments().size());
  }

  @Test
  void rotatedJournalOpenedAgain_goesOn() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    for (int round = 0; round < 6; round++) {
      Journals.write(folder, 7, Journals.rotatingAt(1500));
    }
    assertThat(Journals.verify(folder).broken()).isEmpty();
    assertThat(
            Journals.records(folder).stream().filter(record -> record.kind() == AuditKind.DECISION))
        .hasSize(42);
  }

  @Test
  void journalOnDisk_isTheOwnersAloneAndOpenOnce() throws Exception {
    DataDirectory data = DataDirectory.open(temporary.resolve("data"));
    JournalParts parts = Journals.parts(Journals.onDisk(), InstantSource.system(), Witness.none());
    try (AuditJournal journal = AuditJournal.open(data, parts)) {
      journal.append(Journals.entry(1)).await();
      assertThatThrownBy(() -> AuditJournal.open(data, parts))
          .isInstanceOf(AuditUnavailable.class)
          .hasMessageContaining("open");
      try (Stream<Path> files = Files.list(AuditJournal.directoryIn(data.path()))) {
        assertThat(files)
            .hasSize(3)
            .allSatisfy(file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
      }
    }
    AuditJournal.open(data, parts).close();
    assertThat(Journals.VERIFIER.verify(AuditJournal.directoryIn(data.path())).broken()).isEmpty();
  }
}
