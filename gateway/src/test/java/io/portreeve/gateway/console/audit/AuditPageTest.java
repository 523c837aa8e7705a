package io.portreeve.gateway.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage.Done;
import io.portreeve.gateway.console.Visits;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Markup;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.replay.WrittenLog;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditPageTest {
  @TempDir private Path data;
  private final List<Runnable> aside = new ArrayList<>();
  private SqliteStore store;
  private AuditPage page;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.open(DataDirectory.open(data), SqliteOptions.defaults());
    try (WrittenLog log = new WrittenLog(data)) {
      log.shapes();
    }
    page =
        new AuditPage(
            new Verification(
                AuditJournal.directoryIn(data),
                SigningKey.publicIn(data),
                store.settings(),
                ManualClock.atNewYear(),
                aside::add));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String shown() {
    return Markup.of(
        page.show(Visits.of("corp/ada", ConsoleRole.AUDITOR), Parameters.of("")).body());
  }

  private String state() {
    return page.state(Visits.of("corp/ada", ConsoleRole.AUDITOR), Parameters.of("")).orElseThrow();
  }

  private Done verify(ConsoleRole role) {
    return page.submit(Visits.of("corp/ada", role), "verify", Parameters.of(""));
  }

  @Test
  void log_thatIsWhole_isShownToBe_withTheCheckpointToKeep() {
    String before = state();
    assertThat(verify(ConsoleRole.AUDITOR)).isEqualTo(new Done.Moved("/console/audit"));
    assertThat(shown()).contains("It begins.").doesNotContain("Verify the whole log");
    String under = state();

    aside.getFirst().run();

    assertThat(shown())
        .contains("<strong>Intact</strong>")
        .contains("records in 1 file")
        .contains("&quot;kind&quot;:&quot;checkpoint&quot;")
        .contains("Verify the whole log");
    assertThat(List.of(before, under, state())).doesNotHaveDuplicates();
  }

  @Test
  void log_thatWasChanged_isShownToBeBroken_andWhere() throws Exception {
    Path file = AuditJournal.directoryIn(data).resolve("000001.jsonl");
    Files.writeString(file, Files.readString(file).replaceFirst("2026-01-01", "2026-01-02"));

    var _ = verify(ConsoleRole.AUDITOR);
    aside.getFirst().run();

    assertThat(shown())
        .contains("<strong class=\"bad\">Broken</strong>")
        .contains("000001.jsonl line ")
        .doesNotContain("Intact");
  }

  @Test
  void log_thatCannotBeVerified_isNotShownToBeWholeOrBroken() throws Exception {
    Files.delete(SigningKey.publicIn(data));

    var _ = verify(ConsoleRole.AUDITOR);
    aside.getFirst().run();

    assertThat(shown())
        .contains("Could not be verified, which says nothing about the log")
        .doesNotContain("Intact", "Broken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>alert(1)</script>", "a\u202eb<b>"})
  void whyALogCannotBeVerified_isText(String why) {
    Verifying broke = new Verifying.Broke(why, ManualClock.atNewYear().instant());

    assertThat(Markup.of(AuditText.of(broke, (_, _) -> Html.none())))
        .contains("Could not be verified")
        .doesNotContain("<script", "<b>", "\u202e");
  }

  @Test
  void verification_goesOnOnlyOnce() {
    var _ = verify(ConsoleRole.AUDITOR);
    var _ = verify(ConsoleRole.AUDITOR);

    assertThat(aside).hasSize(1);
  }

  @Test
  void progress_isShown() {
    assertThat(Markup.of(AuditText.of(new Verifying.Under(3, 7), (_, _) -> Html.none())))
        .contains("3 of 7 files are read.")
        .contains("<progress aria-label=\"Files that are read\" max=\"7\" value=\"3\">");
  }

  @ParameterizedTest
  @EnumSource(
      value = ConsoleRole.class,
      names = {"AUDITOR"},
      mode = EnumSource.Mode.EXCLUDE)
  void page_andItsForms_areForNobodyElse(ConsoleRole role) {
    assertThat(Visits.of("corp/ada", role).may(page.place().role())).isFalse();
    assertThat(Visits.of("corp/ada", role).may(page.sends())).isFalse();
  }
}
