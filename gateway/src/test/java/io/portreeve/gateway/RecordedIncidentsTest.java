package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.keeping.FirstOfAMinute;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedIncidentsTest {
  private static final ServerId FILES = new ServerId("files");
  private static final ServerId MAIL = new ServerId("mail");

  private final ManualClock clock = ManualClock.atNewYear();
  @TempDir private Path directory;

  @Test
  void whatAProgramTries_isRecordedAsARefusal_withItsServerAndPrincipal() throws Exception {
    recording(incidents ->
        incidents.happened(FILES, "anna", Reason.SANDBOX_REFUSED, "read /home/anna/.ssh/id"));

    assertThat(refusals())
        .singleElement()
        .satisfies(record ->
            assertThat(record.fields().toString())
                .isEqualTo(
                    "{\"server\":\"files\",\"principal\":\"anna\",\"verdict\":\"refuse\","
                        + "\"reason\":\"sandbox-refused\",\"detail\":\"read /home/anna/.ssh/id\"}"));
  }

  @Test
  void whatNobodyIsKnownFor_hasNoPrincipal() throws Exception {
    recording(incidents -> incidents.happened(FILES, "", Reason.EGRESS_REFUSED, "h:1"));

    assertThat(refusals())
        .singleElement()
        .satisfies(record -> assertThat(record.fields().has("principal")).isFalse());
  }

  @Test
  void flood_isCounted_andSaidWhenItIsOver() throws Exception {
    recording(incidents -> {
      flood(incidents, RecordedIncidents.ONE_BY_ONE + 5);
      incidents.happened(MAIL, "", Reason.EGRESS_REFUSED, "of another server");
      clock.advance(FirstOfAMinute.MINUTE);
      flood(incidents, 1);
    });

    assertThat(details())
        .hasSize(RecordedIncidents.ONE_BY_ONE + 3)
        .contains("of another server")
        .filteredOn(detail -> detail.startsWith("stands for"))
        .singleElement()
        .satisfies(detail -> assertThat(detail).startsWith("stands for 5 more since "));
  }

  @Test
  void floodThatNothingFollows_isSaidAtTheEnd() throws Exception {
    recording(incidents -> flood(incidents, RecordedIncidents.ONE_BY_ONE + 2));

    assertThat(details().getLast()).startsWith("stands for 2 more since ");
  }

  @Test
  void connectionThatIsNotMade_isRecorded_withItsHostAndWhatItWasFor() throws Exception {
    recording(incidents -> incidents.refused("server files", "h.example", "h.example leads in"));

    assertThat(refusals())
        .singleElement()
        .satisfies(record ->
            assertThat(record.fields().toString())
                .isEqualTo(
                    "{\"host\":\"h.example\",\"verdict\":\"refuse\","
                        + "\"reason\":\"destination-refused\","
                        + "\"detail\":\"server files: h.example leads in\"}"));
  }

  @Test
  void connectionsThatAreNotMade_areCountedByHost() throws Exception {
    recording(incidents -> {
      for (int i = 0; i < RecordedIncidents.ONE_BY_ONE + 3; i++) {
        incidents.refused("server files", "h.example", "why");
      }
      incidents.refused("server mail", "m.example", "another");
    });

    assertThat(details())
        .hasSize(RecordedIncidents.ONE_BY_ONE + 2)
        .contains("server mail: another")
        .anySatisfy(detail -> assertThat(detail).startsWith("stands for 3 more since "));
  }

  @Test
  void moreHostsThanThat_areCountedAsOne_untilTheirMinuteIsOver() throws Exception {
    recording(incidents -> {
      for (int i = 0; i < RecordedIncidents.MOST + RecordedIncidents.ONE_BY_ONE + 6; i++) {
        incidents.refused("server files", i + ".example", "why");
      }
      clock.advance(Duration.ofHours(-1));
      incidents.refused("server mail", "m.example", "after a clock that was set back");
    });

    assertThat(refusals().getLast().fields().string("host")).contains("m.example");
    assertThat(refusals())
        .filteredOn(record -> record.fields().toString().contains("stands for 6 more since "))
        .singleElement()
        .satisfies(record -> assertThat(record.fields().has("host")).isFalse());
  }

  private static void flood(ProgramIncidents incidents, int count) {
    for (int i = 0; i < count; i++) {
      incidents.happened(FILES, "", Reason.EGRESS_REFUSED, "h:" + i);
    }
  }

  private void recording(Consumer<RecordedIncidents> what) throws Exception {
    DataDirectory data = DataDirectory.open(directory);
    JournalSettings settings = JournalSettings.of(JournalSettings.Durability.PROCESS);
    SigningKey key = SigningKey.in(data, new SecureRandom());
    try (AuditJournal journal =
            AuditJournal.open(data, new JournalParts(key, settings, clock, Witness.none()));
        RecordedIncidents incidents = new RecordedIncidents(journal, clock)) {
      what.accept(incidents);
    }
  }

  private List<AuditRecord> refusals() throws Exception {
    return new AuditReader(AuditJournal.directoryIn(directory))
        .last(2000, AuditFilter.all()).stream()
            .filter(record -> record.kind() == AuditKind.REFUSAL)
            .toList();
  }

  private List<String> details() throws Exception {
    return refusals().stream()
        .map(record -> record.fields().string("detail").orElseThrow())
        .toList();
  }
}
