package io.portreeve.gateway.console.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.console.findings.FindingViews.Said;
import io.portreeve.gateway.pages.GivenForm;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Markup;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.store.Acceptance;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingViewsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String HOSTILE = "</code><script>alert(1)</script>\u202e";
  private static final RuleBook RULES = RuleBook.CONFIGURATION;
  private static final Finding SHELL =
      new Finding(RULES.rule("shell-command"), "files", "command", "sh -c");
  private static final Finding PLAIN =
      new Finding(RULES.rule("plain-http"), "web", "url", "http://x");
  private static final Optional<GivenForm> MAY_SPEAK =
      Optional.of((subject, fields) ->
          Html.tag("form").with("data-subject", subject).holding(Html.all(fields)));

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

  private FindingViews of(Finding... found) {
    return new FindingViews(() -> Optional.of(NOON), () -> List.of(found), store.acceptances());
  }

  private String shown(Optional<GivenForm> given, Finding... found) {
    return Markup.of(of(found).shown(Parameters.of(""), given));
  }

  private static Parameters why(String reason) {
    return Parameters.of("reason=" + reason);
  }

  @Test
  void findings_areShownTheWorstFirst_withWhatShowsThem_andWhatToDo() {
    Finding low = PLAIN.severity().compareTo(SHELL.severity()) < 0 ? PLAIN : SHELL;
    Finding high = low.equals(PLAIN) ? SHELL : PLAIN;
    String shown = shown(Optional.empty(), low, high);

    assertThat(low.severity()).isLessThan(high.severity());
    assertThat(shown.indexOf(high.id())).isPositive().isLessThan(shown.indexOf(low.id()));
    assertThat(shown)
        .contains("<code>sh -c</code>")
        .contains("1 " + high.severity().word())
        .contains(Markup.of(Html.text(SHELL.rule().remedy())));
  }

  @Test
  void whoeverMaySayNothing_getsNoForm() {
    store.acceptances().accept(new Acceptance(PLAIN.id(), "olga", "why", NOON));

    assertThat(shown(Optional.empty(), SHELL)).doesNotContain("<form", "<button");
    assertThat(shown(MAY_SPEAK, SHELL))
        .contains("data-subject=\"" + SHELL.id())
        .contains("data-subject=\"" + PLAIN.id());
  }

  @Test
  void whatServersAndPeopleWrote_isText() {
    store.acceptances().accept(new Acceptance(PLAIN.id(), "olga" + HOSTILE, HOSTILE, NOON));

    assertThat(shown(MAY_SPEAK, new Finding(SHELL.rule(), "files", HOSTILE, HOSTILE)))
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "\u202e");
  }

  @Test
  void accepted_isShownNoMoreAmongTheOpen_butWithItsReasonAndPerson() {
    assertThat(of(SHELL).accept(SHELL.id(), why("ours"), "corp/olga", NOON)).isEqualTo(Said.DONE);

    assertThat(shown(MAY_SPEAK, SHELL))
        .contains("Scans found nothing that nobody accepted.")
        .contains("The last scan ended at <time datetime=\"2026-11-23T12:00:00Z\"")
        .contains("<td>ours</td><td><code>corp/olga</code></td>");
    assertThat(store.acts().waiting(10))
        .last()
        .satisfies(act -> {
          assertThat(act.event()).isEqualTo("finding-accepted");
          assertThat(act.fields().string("by")).contains("corp/olga");
        });
  }

  /** As after a restart, and where every scan breaks off. */
  @Test
  void beforeAScanEnded_nothingIsSaidToHaveBeenLookedFor() {
    FindingViews views = new FindingViews(Optional::empty, List::of, store.acceptances());

    assertThat(Markup.of(views.shown(Parameters.of(""), Optional.empty())))
        .contains("No scan has ended yet")
        .doesNotContain("found nothing", "The last scan");
  }

  @Test
  void finding_isNotAcceptedWithoutAReason() {
    assertThat(of(SHELL).accept(SHELL.id(), why("+%0A"), "olga", NOON)).isEqualTo(Said.NO_REASON);
    assertThat(of(SHELL).accept(SHELL.id(), why(""), "olga", NOON)).isEqualTo(Said.NO_REASON);

    assertThat(store.acceptances().all()).isEmpty();
  }

  @Test
  void finding_thatThereIsNot_isNotAccepted() {
    assertThat(of(SHELL).accept(PLAIN.id(), why("ours"), "olga", NOON)).isEqualTo(Said.NOTHING);
    assertThat(of(SHELL).accept("", why("x"), "olga", NOON)).isEqualTo(Said.NOTHING);

    assertThat(store.acceptances().all()).isEmpty();
  }

  @Test
  void reason_isKeptOnlySoLong() {
    var _ = of(SHELL).accept(SHELL.id(), why("y".repeat(2000)), "olga", NOON);

    assertThat(store.acceptances().all().getFirst().reason()).hasSize(1000);
  }

  @Test
  void acceptance_canBeTakenBack_once() {
    store.acceptances().accept(new Acceptance(SHELL.id(), "olga", "why", NOON));

    assertThat(of(SHELL).withdraw(SHELL.id(), "carl", NOON)).isEqualTo(Said.DONE);
    assertThat(of(SHELL).withdraw(SHELL.id(), "carl", NOON)).isEqualTo(Said.NOTHING);

    assertThat(shown(MAY_SPEAK, SHELL)).contains("No finding is accepted.").contains(SHELL.id());
  }

  @Test
  void moreThanOnePageOfThem_leadOnFromPageToPage() {
    Finding[] many =
        IntStream.range(0, 150)
            .mapToObj(i -> new Finding(SHELL.rule(), "files", "command " + i, "x"))
            .toArray(Finding[]::new);

    assertThat(shown(Optional.empty(), many))
        .contains("1 to 100 of 150")
        .contains("href=\"/console/findings?from=100\"");
  }
}
