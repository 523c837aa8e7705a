package io.portreeve.gateway.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.Keep;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.console.Visits;
import io.portreeve.gateway.console.decisions.DecisionsPage;
import io.portreeve.gateway.console.decisions.Ledger;
import io.portreeve.gateway.pages.Markup;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How it goes, by what a journal has. */
@Timeout(120)
class OverviewPageTest {
  private static final Visit VERA = Visits.of("vera", ConsoleRole.VIEWER);

  @TempDir private Path directory = Path.of("");

  private final ManualClock clock = ManualClock.atNewYear();
  private DataDirectory data;
  private SqliteStore store;
  private AuditJournal journal;
  private Ledger ledger;
  private OptionalLong up = OptionalLong.empty();

  @BeforeEach
  void open() throws Exception {
    data = DataDirectory.open(directory.resolve("data"));
    store = SqliteStore.open(data, SqliteOptions.defaults());
    JournalSettings settings =
        new JournalSettings(
            JournalSettings.Durability.PROCESS,
            2_000,
            32 << 20,
            Duration.ofSeconds(2),
            4096,
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Keep.everything());
    SigningKey key = SigningKey.in(data, new SecureRandom());
    journal = AuditJournal.open(data, new JournalParts(key, settings, clock, Witness.none()));
    ledger = new Ledger(new AuditReader(AuditJournal.directoryIn(data.path())));
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
    store.close();
  }

  private void decide(String exchange, String verdict, String reason, String... flows)
      throws Exception {
    List<JsonObject> words =
        List.of(flows).stream()
            .map(flow -> JsonObject.empty().with("control", "c").with("reason", flow))
            .toList();
    JsonObject fields =
        JsonObject.empty()
            .with("principal", "ann")
            .with("server", "it")
            .with("tool", "pay")
            .with("verdict", verdict)
            .with("reason", reason)
            .with("decisions", JsonArray.of(List.copyOf(words)));
    journal.append(new AuditEntry(AuditKind.DECISION, exchange, fields)).await();
  }

  private void end(String exchange, String ending) throws Exception {
    JsonObject fields = JsonObject.empty().with("ending", ending);
    journal.append(new AuditEntry(AuditKind.OUTCOME, exchange, fields)).await();
  }

  private OverviewPage page() {
    return new OverviewPage(ledger, store.approvals(), List.of("it"), _ -> up, clock);
  }

  private String shown() throws Exception {
    return Markup.of(page().show(VERA, Parameters.of("")).body());
  }

  /** The list to which the count of this reason leads. */
  private String behind(String reason) throws Exception {
    Matcher link =
        Pattern.compile("href=\"/console/decisions\\?([^\"]+)\">" + reason + "<").matcher(shown());
    assertThat(link.find()).isTrue();
    ConsolePage decisions = new DecisionsPage(ledger, List.of("it"), clock);
    String query = link.group(1).replace("&amp;", "&");
    return Markup.of(decisions.show(VERA, Parameters.of(query)).body());
  }

  @Test
  void whatSteeredACall_isCounted_andTheCountLeadsToTheCall() throws Exception {
    decide("a", "refuse", "flow-untraced", "policy-allowed", "flow-untraced");
    decide("b", "forward", "", "flow-allowed");
    decide("c", "forward", "", "flow-harmless");
    decide("d", "needs-approval", "approval-required", "flow-too-private");

    assertThat(shown())
        .contains("What steered calls", ">flow-untraced</a>", ">flow-too-private</a>")
        .doesNotContain("flow-allowed", "flow-harmless");
    assertThat(behind("flow-too-private")).contains("1 of 4 on record.");
    assertThat(behind("flow-untraced")).contains("1 of 4 on record.");
  }

  @Test
  void callsThatNothingSteered_areNotCountedAsSteered() throws Exception {
    decide("b", "forward", "", "flow-allowed");
    decide("c", "forward", "", "flow-harmless");

    assertThat(shown()).doesNotContain("What steered calls");
  }

  @Test
  void countOfAReason_leadsToThoseThatItStoodAgainst() throws Exception {
    decide("a", "refuse", "policy-denied");
    decide("policy-denied", "forward", "");

    assertThat(behind("policy-denied")).contains("1 of 2 on record.");
  }

  /** A server that is down refuses nothing, and neither does what waits for a person. */
  @Test
  void refusedAndFailed_areTheSameTwo_inTheSumsAndOfEachServer() throws Exception {
    decide("a", "refuse", "policy-denied");
    for (String exchange : List.of("b", "c", "d", "e")) {
      decide(exchange, "forward", "");
    }
    end("b", "withheld");
    end("c", "upstream-failed");
    end("d", "credential-missing");
    end("e", "failed");
    decide("f", "needs-approval", "approval-required");
    decide("g", "forward", "");

    assertThat(shown())
        .contains(
            "Why messages were not answered",
            "<dt>Messages</dt><dd>7</dd>",
            "<dt>Forwarded</dt><dd>1</dd>",
            "<dt>Refused</dt><dd>2</dd>",
            "<dt>Failed</dt><dd>3</dd>",
            "<td>not asked yet</td><td>1</td><td>2</td><td>3</td>");
  }

  @Test
  void pictureOfAJournalWhoseBeginningIsGone_isNotSaidToBeWhole() throws Exception {
    for (int i = 0; i < 20; i++) {
      decide("x" + i, "forward", "");
    }
    assertThat(shown()).doesNotContain("Only the newest decisions");
    Files.delete(AuditJournal.directoryIn(data.path()).resolve("000001.jsonl"));
    ledger = new Ledger(new AuditReader(AuditJournal.directoryIn(data.path())));

    assertThat(shown()).contains("Only the newest decisions are counted, since");

    clock.advance(Duration.ofHours(2));
    decide("last", "forward", "");
    assertThat(shown()).contains("<dt>Messages</dt><dd>1</dd>").doesNotContain("Only the newest");
  }

  @ParameterizedTest
  @CsvSource({"0, fails", "1, answers"})
  void serverThatIsFoundUpOrDown_changesTheState(long answer, String standing) throws Exception {
    String before = page().state(VERA, Parameters.of("")).orElseThrow();

    up = OptionalLong.of(answer);

    assertThat(shown()).contains("<td>" + standing + "</td>");
    assertThat(page().state(VERA, Parameters.of("")).orElseThrow()).isNotEqualTo(before);
  }
}
