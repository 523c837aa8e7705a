package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.keeping.FirstOfAMinute;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageRecordsTest {
  private static final String REFUSED = "console-refused";

  private final ManualClock clock = ManualClock.atNewYear();
  @TempDir private Path directory;

  private void recording(Consumer<PageRecords> what) throws Exception {
    DataDirectory data = DataDirectory.open(directory);
    JournalSettings settings = JournalSettings.of(JournalSettings.Durability.PROCESS);
    SigningKey key = SigningKey.in(data, new SecureRandom());
    try (AuditJournal journal =
            AuditJournal.open(data, new JournalParts(key, settings, clock, Witness.none()));
        PageRecords records = new PageRecords(journal, clock)) {
      what.accept(records);
    }
  }

  /** What was recorded of an event: of whom, and why. */
  private List<String> told(String event) throws Exception {
    return new AuditReader(AuditJournal.directoryIn(directory))
        .last(1000, AuditFilter.all()).stream()
            .map(record -> record.fields())
            .filter(fields -> fields.string("event").filter(event::equals).isPresent())
            .map(fields ->
                fields.string("principal").orElse("") + ": " + fields.string("reason").orElse(""))
            .toList();
  }

  private static void send(PageRecords records, String event, String who, int times) {
    JsonObject fields = JsonObject.empty().with("principal", who).with("reason", "not his");
    for (int i = 0; i < times; i++) {
      assertThat(records.record(event, fields)).isTrue();
    }
  }

  @Test
  void floodOfRefusedForms_isCounted_ofEachPersonByHimself() throws Exception {
    recording(records -> {
      send(records, REFUSED, "mallory", PageRecords.ONE_BY_ONE + 5);
      send(records, REFUSED, "ann", 1);
      clock.advance(FirstOfAMinute.MINUTE);
      send(records, REFUSED, "mallory", 1);
    });

    assertThat(told(REFUSED))
        .hasSize(PageRecords.ONE_BY_ONE + 3)
        .contains("ann: not his")
        .filteredOn(line -> line.startsWith("mallory: stands for 5 more since "))
        .hasSize(1);
  }

  @Test
  void floodThatNothingFollows_isToldAtTheEnd() throws Exception {
    recording(records -> send(records, REFUSED, "mallory", PageRecords.ONE_BY_ONE + 2));

    assertThat(told(REFUSED).getLast()).startsWith("mallory: stands for 2 more since ");
  }

  @Test
  void moreThanThatManyPeople_areCountedAsOne() throws Exception {
    recording(records -> {
      for (int i = 0; i < PageRecords.MOST + PageRecords.ONE_BY_ONE + 7; i++) {
        send(records, REFUSED, "p" + i, 1);
      }
    });

    assertThat(told(REFUSED)).contains(": stands for 7 more since " + clock.instant());
  }

  @Test
  void manyPeople_areForgottenAfterTheirMinute_andNewcomersCountedByThemselves() throws Exception {
    recording(records -> {
      for (int i = 0; i < PageRecords.MOST; i++) {
        send(records, REFUSED, "p" + i, 1);
      }
      clock.advance(FirstOfAMinute.MINUTE);
      send(records, REFUSED, "mallory", PageRecords.ONE_BY_ONE + 3);
    });

    assertThat(told(REFUSED).getLast()).startsWith("mallory: stands for 3 more since ");
  }

  @Test
  void clockThatIsSetBack_silencesNobody() throws Exception {
    recording(records -> {
      send(records, REFUSED, "mallory", PageRecords.ONE_BY_ONE + 2);
      clock.advance(Duration.ofHours(-1));
      send(records, REFUSED, "mallory", 2);
    });

    assertThat(told(REFUSED))
        .hasSize(PageRecords.ONE_BY_ONE + 3)
        .endsWith("mallory: not his", "mallory: not his")
        .anySatisfy(line -> assertThat(line).startsWith("mallory: stands for 2 more since "));
  }

  @Test
  void whatIsNoRefusal_isRecordedEachTime() throws Exception {
    recording(records -> send(records, "console-signed-in", "ann", PageRecords.ONE_BY_ONE + 5));

    assertThat(told("console-signed-in")).hasSize(PageRecords.ONE_BY_ONE + 5);
  }
}
