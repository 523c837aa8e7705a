package io.portreeve.gateway.console.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.ConsolePage.Done;
import io.portreeve.gateway.console.Visits;
import io.portreeve.gateway.pages.Markup;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerPagesTest {
  private static final PinName SUM = new PinName("files", "prompt", "sum");
  private static final String QUERY = "server=files&kind=prompt&name=sum";

  @TempDir private Path directory;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
    var _ = store.pins().sight(Map.of(SUM, "{\"name\":\"sum\"}"), new Look("anna", Instant.EPOCH));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private ConsolePage definition() {
    List<ConsolePage> pages =
        ServerPages.of(
            Configurations.of("data: /d\nservers: {files: {command: [mcp-files]}}"),
            store.pins(),
            _ -> Optional.empty(),
            _ -> OptionalLong.empty(),
            ManualClock.atNewYear());
    return pages.getLast();
  }

  private Pin sum() {
    return store.pins().versions(SUM).getFirst();
  }

  private Done submit(String word, String subject, ConsoleRole... roles) throws Exception {
    return definition()
        .submit(Visits.of("corp/olga", roles), subject, Parameters.of("word=" + word));
  }

  private String subject() {
    return new PinForm(sum(), store.pins().approved(SUM)).subject();
  }

  @ParameterizedTest
  @EnumSource(
      value = ConsoleRole.class,
      names = {"OPERATOR"},
      mode = EnumSource.Mode.EXCLUDE)
  void whoeverIsNoOperator_seesTheDefinition_andDecidesNothing(ConsoleRole role) throws Exception {
    ConsolePage.Shown shown = definition().show(Visits.of("corp/vera", role), Parameters.of(QUERY));

    assertThat(shown.status()).isEqualTo(200);
    assertThat(Markup.of(shown.body())).contains("sum").doesNotContain("<form");
    assertThat(definition().place().role()).isEqualTo(ConsoleRole.VIEWER);
    assertThat(definition().sends()).isEqualTo(ConsoleRole.OPERATOR);
  }

  @Test
  void operator_decides_andIsLedBackToTheDefinition() throws Exception {
    assertThat(
            Markup.of(
                definition()
                    .show(Visits.of("corp/olga", ConsoleRole.OPERATOR), Parameters.of(QUERY))
                    .body()))
        .contains("action=\"/console/definition\"", "name=\"token\"");

    assertThat(submit("approve", subject(), ConsoleRole.OPERATOR))
        .isEqualTo(new Done.Moved("/console/definition?" + QUERY));
    assertThat(sum().decidedBy()).contains("corp/olga");
  }

  @Test
  void wordOnWhatIsOver_orOnNothing_isToldToHaveDoneNothing() throws Exception {
    String before = subject();
    assertThat(submit("approve", before, ConsoleRole.OPERATOR)).isInstanceOf(Done.Moved.class);

    for (String subject : List.of(before, "", "////", "files/prompt/none//")) {
      assertThat(submit("refuse", subject, ConsoleRole.OPERATOR))
          .isInstanceOfSatisfying(
              Done.Answered.class, done -> assertThat(done.shown().status()).isEqualTo(409));
    }
    assertThat(sum().state()).isEqualTo(PinState.APPROVED);
  }
}
