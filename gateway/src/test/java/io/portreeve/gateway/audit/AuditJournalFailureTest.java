package io.portreeve.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Eventually;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full, broken or slow. */
class AuditJournalFailureTest {
  private final MemoryFolder folder = new MemoryFolder();

  /** Appends until a record is written; the disk was put right before. */
  private static int appendUntilWritten(AuditJournal journal, int number)
      throws InterruptedException {
    int refused = 0;
    while (true) {
      try {
        journal.append(Journals.entry(number)).await();
        return refused;
      } catch (AuditUnavailable e) {
        refused++;
      }
    }
  }

  private static void untilAvailable(AuditJournal journal) {
    Eventually.holds("the journal is available", journal::isAvailable);
  }

  private static void assertRefused(AuditJournal journal, int number) {
    assertThatThrownBy(() -> journal.append(Journals.entry(number)).await())
        .isInstanceOf(AuditUnavailable.class);
  }

  private Set<String> decisions() throws Exception {
    Set<String> found = new HashSet<>();
    for (AuditRecord record : Journals.records(folder)) {
      if (record.kind() == AuditKind.DECISION) {
        assertThat(found.add(record.exchange())).isTrue();
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 50, 150})
  void fullDisk_refusesEverythingUntilThereIsRoomAgain(long left) throws Exception {
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000))) {
      journal.append(Journals.entry(1)).await();
      folder.leaveRoom(left);
      assertRefused(journal, 2);
      assertRefused(journal, 3);
      assertThat(journal.isAvailable()).isFalse();
      assertThat(journal.written()).isEqualTo(1);
      assertThat(journal.refused()).isEqualTo(2);
      folder.leaveRoom(Long.MAX_VALUE);
      assertThat(appendUntilWritten(journal, 4)).isNotNegative();
      assertThat(journal.isAvailable()).isTrue();
    }
    assertThat(decisions()).containsExactlyInAnyOrder("x1", "x4");
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }

  @Test
  void journalThatWorksAgain_saysHowManyWereRefused() throws Exception {
    long refused = 3;
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000))) {
      folder.leaveRoom(0);
      assertRefused(journal, 1);
      assertRefused(journal, 2);
      assertRefused(journal, 3);
      folder.leaveRoom(Long.MAX_VALUE);
      refused += appendUntilWritten(journal, 4);
    }
    List<JsonObject> events =
        Journals.records(folder).stream()
            .map(AuditRecord::fields)
            .filter(fields -> fields.string("event").equals(Optional.of("records-refused")))
            .toList();
    long counted = events.stream().mapToLong(event -> event.integer("refused").orElseThrow()).sum();
    assertThat(counted).isEqualTo(refused);
    assertThat(events.getFirst().string("cause").orElseThrow()).contains("no space left");
    assertThat(Journals.verify(folder).notices())
        .extracting(AuditReport.Notice::event)
        .containsOnly("records-refused");
  }

  @Test
  void everyRecordOfAFailedBatch_isRefused() throws Exception {
    try (AuditJournal journal = Journals.open(folder, Journals.settings(1000))) {
      CountDownLatch open = new CountDownLatch(1);
      CountDownLatch arrived = folder.holdWrites(open);
      Ticket first = journal.append(Journals.entry(1));
      assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
      Ticket second = journal.append(Journals.entry(2));
      Ticket third = journal.append(Journals.entry(3));
      folder.leaveRoom(0);
      open.countDown();
      for (Ticket ticket : List.of(first, second, third)) {
        assertThatThrownBy(ticket::await).isInstanceOf(AuditUnavailable.class);
      }
      folder.leaveRoom(Long.MAX_VALUE);
      assertThat(appendUntilWritten(journal, 4)).isNotNegative();
    }
    assertThat(decisions()).containsExactly("x4");
  }

  @Test
  void checkpointWhoseHeadCannotBeWritten_takesItsBatchWithIt() throws Exception {
    try (AuditJournal journal = Journals.open(folder, Journals.settings(2))) {
      journal.append(Journals.entry(1)).await();
      folder.failHead(true);
      assertRefused(journal, 2);
      folder.failHead(false);
      assertThat(appendUntilWritten(journal, 3)).isNotNegative();
    }
    assertThat(decisions()).containsExactlyInAnyOrder("x1", "x3");
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }

  @Test
  void diskThatCannotFlush_acknowledgesNothing() throws Exception {
    try (AuditJournal journal = Journals.open(folder, Journals.onDisk())) {
      journal.append(Journals.entry(1)).await();
      folder.failForce(true);
      assertRefused(journal, 2);
      folder.failForce(false);
      assertThat(appendUntilWritten(journal, 3)).isNotNegative();
    }
    assertThat(decisions()).containsExactlyInAnyOrder("x1", "x3");
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }

  @Test
  void rotationOntoAFullDisk_losesNothing() throws Exception {
    try (AuditJournal journal = Journals.open(folder, Journals.rotatingAt(1500))) {
      int written = 0;
      while (folder.segments().size() < 2) {
        journal.append(Journals.entry(written++)).await();
      }
      folder.leaveRoom(100);
      assertRefused(journal, 1000);
      folder.leaveRoom(Long.MAX_VALUE);
      for (int i = 0; i < 10; i++) {
        assertThat(appendUntilWritten(journal, 2000 + i)).isNotNegative();
      }
      assertThat(decisions()).hasSize(written + 10);
    }
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }

  @Test
  void closingOnAFullDisk_saysSo() throws Exception {
    AuditJournal journal = Journals.open(folder, Journals.settings(1000));
    journal.append(Journals.entry(1)).await();
    folder.leaveRoom(0);
    assertThatThrownBy(journal::close)
        .isInstanceOf(AuditUnavailable.class)
        .hasMessageContaining("checkpoint");
    folder.leaveRoom(Long.MAX_VALUE);
    Journals.write(folder, 1, Journals.settings(1000));
    assertThat(Journals.verify(folder).broken()).isEmpty();
    assertThat(decisions()).contains("x1");
  }

  @Test
  void journalThatCannotBeBegun_isNotOpened() {
    folder.leaveRoom(10);
    assertThatThrownBy(() -> Journals.open(folder, Journals.settings(1000)))
        .isInstanceOf(AuditUnavailable.class);
  }

  @Test
  void journalThatCannotBeBegun_leavesNothingOpen() {
    List<String> closed = new ArrayList<>();
    Witness witness = new ClosedWitness(() -> closed.add("witness"));
    JournalParts parts =
        Journals.parts(Journals.settings(1000), InstantSource.fixed(Journals.NOON), witness);
    folder.leaveRoom(10);
    assertThatThrownBy(() -> AuditJournal.open(folder, parts, () -> closed.add("lock")))
        .isInstanceOf(AuditUnavailable.class);
    folder.die();
    assertThatThrownBy(() -> AuditJournal.open(folder, parts, () -> closed.add("lock")))
        .isInstanceOf(AssertionError.class);

    assertThat(closed).containsExactly("witness", "lock", "witness", "lock");
    assertThat(folder.opened()).isZero();
  }

  private record ClosedWitness(Runnable closing) implements Witness {
    @Override
    public Optional<byte[]> kept() {
      return Optional.empty();
    }

    @Override
    public void keep(byte[] checkpoint) {}

    @Override
    public void close() {
      closing.run();
    }
  }

  @Test
  @Timeout(120)
  void writerThatDies_refusesWhatItHadTaken() throws Exception {
    AuditJournal journal = Journals.open(folder, Journals.settings(1000));
    folder.die();
    assertRefused(journal, 1);
    assertRefused(journal, 2);
    assertThatThrownBy(journal::close)
        .isInstanceOf(AuditUnavailable.class)
        .hasRootCauseMessage("the audit writer died");
  }

  @Test
  void slowDisk_isWaitedForOnlySoLong() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    JsonObject large = JsonObject.empty().with("text", "x".repeat(900_000));
    AuditEntry entry = new AuditEntry(AuditKind.DECISION, "big", large);
    try (AuditJournal journal =
        Journals.open(folder, Journals.withPatience(Duration.ofMillis(1)))) {
      CountDownLatch arrived = folder.holdWrites(open);
      Ticket first = journal.append(entry);
      assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
      assertThatThrownBy(() -> journal.append(entry))
          .isInstanceOf(AuditUnavailable.class)
          .hasMessageContaining("too slow");
      assertThat(journal.isAvailable()).isTrue();
      open.countDown();
      first.await();
    }
    assertThat(decisions()).containsExactly("big");
  }

  /**
   * The law: with a disk that fails at random, what was acknowledged is there and what was not, is
   * not.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void flakyDisk_keepsExactlyWhatWasAcknowledged(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Set<String> acknowledged = new HashSet<>();
    try (AuditJournal journal = Journals.open(folder, Journals.settings(5))) {
      for (int i = 0; i < 150; i++) {
        if (random.nextInt(6) == 0) {
          folder.leaveRoom(random.nextInt(600));
        } else if (random.nextInt(3) == 0) {
          folder.leaveRoom(Long.MAX_VALUE);
          untilAvailable(journal);
        }
        try {
          journal.append(Journals.entry(i)).await();
          acknowledged.add("x" + i);
        } catch (AuditUnavailable e) {
          assertThat(e.getMessage()).doesNotContain("x" + i);
        }
      }
      folder.leaveRoom(Long.MAX_VALUE);
      assertThat(appendUntilWritten(journal, 1000)).isNotNegative();
      acknowledged.add("x1000");
    }
    assertThat(decisions()).isEqualTo(acknowledged);
    assertThat(acknowledged).hasSizeBetween(20, 149);
    assertThat(Journals.verify(folder).broken()).isEmpty();
  }
}
