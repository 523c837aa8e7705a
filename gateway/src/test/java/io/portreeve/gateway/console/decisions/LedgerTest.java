package io.portreeve.gateway.console.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.Keep;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Ticket;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ManualClock;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a journal while it is written. */
@Timeout(120)
class LedgerTest {
  @TempDir private Path directory = Path.of("");

  private final ManualClock clock = ManualClock.atNewYear();
  private DataDirectory data;
  private Ledger ledger;

  @BeforeEach
  void open() {
    data = DataDirectory.open(directory.resolve("data"));
    ledger = anew();
  }

  private Ledger anew() {
    return new Ledger(reader());
  }

  private AuditReader reader() {
    return new AuditReader(AuditJournal.directoryIn(data.path()));
  }

  private AuditJournal journal(long segment) throws Exception {
    JournalSettings settings =
        new JournalSettings(
            JournalSettings.Durability.PROCESS,
            segment,
            32 << 20,
            Duration.ofSeconds(2),
            4096,
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Keep.everything());
    SigningKey key = SigningKey.in(data, new SecureRandom());
    return AuditJournal.open(data, new JournalParts(key, settings, clock, Witness.none()));
  }

  private static Ticket decide(AuditJournal journal, String exchange, String verdict)
      throws Exception {
    JsonObject fields =
        JsonObject.empty().with("principal", "ann").with("tool", "pay").with("verdict", verdict);
    return journal.append(new AuditEntry(AuditKind.DECISION, exchange, fields));
  }

  private static void end(AuditJournal journal, String exchange, String ending) throws Exception {
    JsonObject fields = JsonObject.empty().with("ending", ending);
    journal.append(new AuditEntry(AuditKind.OUTCOME, exchange, fields)).await();
  }

  private static List<String> exchanges(List<Decided> all) {
    return all.stream().map(one -> one.record().exchange()).toList();
  }

  @Test
  void whatIsAddedAfterTheFirstLook_isSeen_theNewestFirst_andWithWhatCameOfIt() throws Exception {
    try (AuditJournal journal = journal(64 << 20)) {
      decide(journal, "a", "forward").await();
      assertThat(exchanges(ledger.newest())).containsExactly("a");
      assertThat(ledger.newest().getFirst().took()).isEmpty();

      decide(journal, "b", "refuse").await();
      clock.advance(Duration.ofMillis(12));
      end(journal, "a", "completed");

      List<Decided> all = ledger.newest();
      assertThat(exchanges(all)).containsExactly("b", "a");
      assertThat(all.get(1).took()).contains(Duration.ofMillis(12));
      assertThat(all.get(0).ending()).isEqualTo(Ending.REFUSED);
    }
  }

  @Test
  void answerThatWasRefused_isWithheld_forTheReasonOfTheControlThatDid() throws Exception {
    try (AuditJournal journal = journal(64 << 20)) {
      decide(journal, "a", "forward").await();
      decide(journal, "b", "forward").await();
      end(journal, "a", "withheld");
      end(journal, "b", "upstream-failed");
    }

    assertThat(ledger.newest())
        .extracting(Decided::ending)
        .containsExactly(Ending.FAILED, Ending.WITHHELD);
  }

  @Test
  void journalThatGoesOnInOtherFiles_andAfterARestart_isSeenWhole() throws Exception {
    try (AuditJournal journal = journal(2_000)) {
      for (int i = 0; i < 20; i++) {
        decide(journal, "x" + i, "forward").await();
        assertThat(ledger.newest()).hasSize(i + 1);
      }
    }
    try (AuditJournal journal = journal(2_000)) {
      decide(journal, "y", "forward").await();

      assertThat(ledger.newest()).hasSize(21);
      assertThat(ledger.isCut()).isFalse();
      assertThat(exchanges(anew().newest())).isEqualTo(exchanges(ledger.newest()));
      assertThat(ledger.newest().getFirst().record().exchange()).isEqualTo("y");
    }
  }

  /** What is in a journal besides takes no decision's place. */
  @Test
  void decisionsAmongManyOtherRecords_areAllKnownAfterARestart() throws Exception {
    try (AuditJournal journal = journal(2_000)) {
      for (int i = 0; i < 10; i++) {
        decide(journal, "x" + i, "forward").await();
        end(journal, "x" + i, "completed");
        for (int j = 0; j < 10; j++) {
          journal.append(AuditEntry.event("nothing", JsonObject.empty())).await();
        }
      }
    }
    Ledger fresh = new Ledger(reader(), 10, Long.MAX_VALUE);

    assertThat(fresh.newest()).hasSize(10);
    assertThat(fresh.isCut()).isFalse();
  }

  @Test
  void recordsThatAreTooLong_cutTheLedger_whichSaysSo() throws Exception {
    Ledger small = new Ledger(reader(), Ledger.MOST, 1_000);
    try (AuditJournal journal = journal(64 << 20)) {
      decide(journal, "a", "forward").await();
      assertThat(small.newest()).hasSize(1);
      assertThat(small.isCut()).isFalse();
      for (int i = 0; i < 10; i++) {
        decide(journal, "x" + i, "forward").await();
      }
    }

    assertThat(small.newest()).hasSizeBetween(1, 9);
    assertThat(small.isCut()).isTrue();
  }

  @Test
  void journalWhoseBeginningIsRemoved_isCut() throws Exception {
    try (AuditJournal journal = journal(2_000)) {
      for (int i = 0; i < 20; i++) {
        decide(journal, "x" + i, "forward").await();
      }
    }
    Files.delete(AuditJournal.directoryIn(data.path()).resolve("000001.jsonl"));

    assertThat(ledger.newest()).isNotEmpty().hasSizeLessThan(20);
    assertThat(ledger.isCut()).isTrue();
  }

  @Test
  void whatWasReadAhead_isThere_andIsNotReadAgain() throws Exception {
    try (AuditJournal journal = journal(2_000)) {
      for (int i = 0; i < 20; i++) {
        decide(journal, "x" + i, "forward").await();
      }
    }
    ledger.readAhead().join();
    Files.delete(AuditJournal.directoryIn(data.path()).resolve("000001.jsonl"));

    assertThat(ledger.newest()).hasSize(20);
    assertThat(anew().newest()).hasSizeBetween(1, 19);
  }

  @Test
  void journalThatCannotBeReadAhead_isReadOnceSomebodyLooks() throws Exception {
    Path file =
        Files.createDirectories(AuditJournal.directoryIn(data.path())).resolve("000001.jsonl");
    Files.writeString(file, "{}\n");
    ledger.readAhead().join();
    assertThatThrownBy(ledger::newest).isInstanceOf(UncheckedIOException.class);
    Files.delete(file);

    assertThat(ledger.newest()).isEmpty();
  }

  @Test
  void noMoreAreKeptThanAreWorthIt_andThoseAreTheNewest() throws Exception {
    try (AuditJournal journal = journal(64 << 20)) {
      assertThat(ledger.newest()).isEmpty();
      Ticket last = decide(journal, "x0", "forward");
      for (int i = 1; i <= Ledger.MOST; i++) {
        last = decide(journal, "x" + i, "forward");
      }
      last.await();

      List<Decided> all = ledger.newest();
      assertThat(all).hasSize(Ledger.MOST);
      assertThat(ledger.isCut()).isTrue();
      assertThat(all.getFirst().record().exchange()).isEqualTo("x" + Ledger.MOST);
      assertThat(all.getLast().record().exchange()).isEqualTo("x1");
      assertThat(exchanges(anew().newest())).isEqualTo(exchanges(all));
      DecisionFilter older = DecisionFilter.of(Parameters.of("before=" + all.get(99).number()));
      assertThat(older.of(all, clock.instant())).hasSize(Ledger.MOST - 100);
    }
  }
}
