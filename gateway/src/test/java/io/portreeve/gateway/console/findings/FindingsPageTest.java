package io.portreeve.gateway.console.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage.Done;
import io.portreeve.gateway.console.Visits;
import io.portreeve.gateway.pages.Markup;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FindingsPageTest {
  private static final Finding SHELL =
      new Finding(RuleBook.CONFIGURATION.rule("shell-command"), "files", "command", "sh -c");

  @TempDir private Path directory;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private FindingsPage page() {
    return new FindingsPage(
        Optional::empty, () -> List.of(SHELL), store.acceptances(), ManualClock.atNewYear());
  }

  private Done submit(String form, ConsoleRole role) {
    return page().submit(Visits.of("corp/olga", role), SHELL.id(), Parameters.of(form));
  }

  private static int status(Done done) {
    return switch (done) {
      case Done.Moved _ -> 303;
      case Done.Answered answered -> answered.shown().status();
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = ConsoleRole.class,
      names = {"OPERATOR"},
      mode = EnumSource.Mode.EXCLUDE)
  void whoeverIsNoOperator_seesFindings_andAcceptsNone(ConsoleRole role) {
    String shown = Markup.of(page().show(Visits.of("corp/vera", role), Parameters.of("")).body());

    assertThat(shown).contains(SHELL.id()).doesNotContain("<form");
    assertThat(page().place().role()).isEqualTo(ConsoleRole.VIEWER);
    assertThat(page().sends()).isEqualTo(ConsoleRole.OPERATOR);
  }

  @Test
  void operator_acceptsWithAReason_andTakesItBack() {
    assertThat(status(submit("word=accept&reason=ours", ConsoleRole.OPERATOR))).isEqualTo(303);
    assertThat(store.acceptances().all().getFirst().by()).isEqualTo("corp/olga");

    assertThat(status(submit("word=withdraw", ConsoleRole.OPERATOR))).isEqualTo(303);
    assertThat(store.acceptances().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"word=accept, 400", "word=withdraw, 409", "word=, 409", "reason=x, 409"})
  void wordThatCannotBeDone_changesNothing(String form, int status) {
    assertThat(status(submit(form, ConsoleRole.OPERATOR))).isEqualTo(status);
    assertThat(store.acceptances().all()).isEmpty();
  }
}
