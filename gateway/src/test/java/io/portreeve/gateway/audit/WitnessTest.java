package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was taken away or set back as a whole, its head with it. */
@Timeout(120)
class WitnessTest {
  private static final JournalSettings SETTINGS = Journals.settings(1000);

  private final HeldWitness witness = new HeldWitness();
  private final MemoryFolder folder = new MemoryFolder();

  private void write(MemoryFolder where, int decisions) throws Exception {
    try (AuditJournal journal = Journals.open(where, SETTINGS, witness)) {
      for (int i = 0; i < decisions; i++) {
        journal.append(Journals.entry(i)).await();
      }
    }
  }

  private AuditReport verify(MemoryFolder where) throws Exception {
    String line = new String(witness.kept().orElseThrow(), UTF_8);
    return Journals.VERIFIER.holding("store", line).verify(where);
  }

  @Test
  void emptiedDirectory_isAFault_andTheNextStartRefuses() throws Exception {
    write(folder, 3);
    MemoryFolder emptied = new MemoryFolder();

    assertThat(verify(emptied).broken().orElseThrow().toString())
        .contains("no record", "the store signs records through");
    assertThatThrownBy(() -> Journals.open(emptied, SETTINGS, witness))
        .isInstanceOf(AuditUnavailable.class)
        .hasMessageContaining("are gone")
        .hasMessageContaining("portreeve audit begin");
    assertThat(emptied.segments()).isEmpty();
  }

  @Test
  void directorySetBackWithItsHead_staysAFault_whenTheNextStartSaidWhatIsMissing()
      throws Exception {
    write(folder, 3);
    MemoryFolder older = folder.copy();
    write(folder, 4);

    assertThat(verify(older).isIntact()).isFalse();
    write(older, 0);
    write(older, 2);

    assertThat(verify(older).isIntact()).isFalse();
    assertThat(verify(older).notices())
        .extracting(AuditReport.Notice::event)
        .contains("records-lost");
  }

  @Test
  void otherJournalOfTheSameKey_isRefused() throws Exception {
    write(folder, 3);
    MemoryFolder other = new MemoryFolder();
    try (AuditJournal forged = Journals.open(other, SETTINGS)) {
      for (int i = 10; i < 14; i++) {
        forged.append(Journals.entry(i)).await();
      }
    }
    assertThat(verify(other).isIntact()).isFalse();
    assertThatThrownBy(() -> Journals.open(other, SETTINGS, witness))
        .isInstanceOf(AuditUnavailable.class);
  }

  @Test
  void witnessThatTheKeyDidNotSign_isRefused() throws Exception {
    write(folder, 3);

    assertThatThrownBy(() -> Journals.open(folder, SETTINGS, HeldWitness.of("{}".getBytes(UTF_8))))
        .isInstanceOf(AuditUnavailable.class)
        .hasMessageContaining("store");
  }

  @Test
  void olderWitness_ofAJournalThatWentOn_isNoFault() throws Exception {
    write(folder, 3);
    byte[] before = witness.kept().orElseThrow();
    write(folder, 3);

    Journals.open(folder, SETTINGS, HeldWitness.of(before)).close();

    assertThat(Journals.verify(folder).broken()).isEmpty();
    assertThat(Journals.verify(folder).notices()).isEmpty();
  }

  @Test
  void journalBegunAnew_saysWhatWasKnownOfTheOneBefore(@TempDir Path directory) throws Exception {
    write(folder, 3);
    DataDirectory data = DataDirectory.open(directory);

    JournalParts parts = Journals.parts(SETTINGS, InstantSource.system(), witness);
    AuditJournal.begin(data, parts);

    AuditReport report =
        Journals.VERIFIER
            .holding("store", new String(witness.kept().orElseThrow(), UTF_8))
            .verify(AuditJournal.directoryIn(directory));
    assertThat(report.broken()).isEmpty();
    JsonObject said = report.notices().getFirst().said();
    assertThat(report.notices().getFirst().event()).isEqualTo("journal-replaced");
    assertThat(said.integer("known-through")).contains(6L);
    assertThatThrownBy(() -> AuditJournal.begin(data, parts))
        .hasMessageContaining("there still is an audit log");
  }

  /** The store closes next: what is cut off here is lost, or comes too late. */
  @Test
  void interruptedClosing_letsTheNewestBeKept(@TempDir Path directory) throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (SqliteStore store =
        SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults())) {
      StoredWitness slow =
          new StoredWitness(
              () -> {
                writing.countDown();
                events.add(isOpenedUninterrupted(go) ? "kept" : "cut off");
                return store.settings();
              },
              InstantSource.system());
      slow.keep("line".getBytes(UTF_8));
      writing.await();
      Thread closer = Thread.ofPlatform().start(() -> closeInterrupted(slow, events));
      Eventually.waits(closer);
      go.countDown();
      closer.join();

      assertThat(events).containsExactly("kept", "closed");
      assertThat(StoredWitness.keptIn(store.settings()).map(Journals::text)).contains("line");
    }
  }

  @Test
  void storeThatFailsInAnyWay_isTold_andAskedAgain_andSoIsThatItKeepsTheNewestAgain(
      @TempDir Path directory) throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    Queue<RuntimeException> failures =
        new ConcurrentLinkedQueue<>(
            List.of(new IllegalStateException("no driver"), new IllegalStateException("none")));
    try (SqliteStore store =
        SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults())) {
      try (StoredWitness failing =
          new StoredWitness(
              () -> {
                Optional.ofNullable(failures.poll())
                    .ifPresent(failure -> {
                      throw failure;
                    });
                return store.settings();
              },
              ManualClock.atNewYear(),
              (level, line) -> told.add(level + " " + line))) {
        failing.keep("first".getBytes(UTF_8));
        Eventually.holds("the failure is told", () -> !told.isEmpty());
        failing.keep("first".getBytes(UTF_8));
        Eventually.holds("it failed again", failures::isEmpty);
        failing.keep("second".getBytes(UTF_8));
      }

      assertThat(told)
          .containsExactly(
              "WARNING keeping the newest audit checkpoint fails: no driver; the store has none of"
                  + " the newer ones meanwhile",
              "INFO keeping the newest audit checkpoint answers again");
      assertThat(StoredWitness.keptIn(store.settings()).map(Journals::text)).contains("second");
    }
  }

  private static void closeInterrupted(Witness witness, List<String> events) {
    Thread.currentThread().interrupt();
    witness.close();
    events.add(Thread.currentThread().isInterrupted() ? "closed" : "forgot");
  }

  private static boolean isOpenedUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException cutOff) {
      return false;
    }
  }

  @Test
  void store_keepsTheCheckpointOfTheClosing(@TempDir Path directory) throws Exception {
    DataDirectory data = DataDirectory.open(directory);
    try (SqliteStore store = SqliteStore.open(data, SqliteOptions.defaults())) {
      try (AuditJournal journal =
          AuditJournal.open(
              data,
              Journals.parts(
                  SETTINGS,
                  InstantSource.system(),
                  new StoredWitness(store::settings, InstantSource.system())))) {
        journal.append(Journals.entry(1)).await();
      }
      assertThat(StoredWitness.keptIn(store.settings()).map(Journals::text))
          .isEqualTo(Journals.VERIFIER.verify(AuditJournal.directoryIn(directory)).newest());
    }
  }
}
