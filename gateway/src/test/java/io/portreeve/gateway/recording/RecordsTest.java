package io.portreeve.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.guard.Change;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer sends, its record is short enough to be taken. */
class RecordsTest {
  private static final Records RECORDS =
      new Records(Redaction.full(), _ -> false, new FlowFields(Optional.empty()));

  private static final String LONG = "x".repeat(2 << 20);
  private static final int SHORT_ENOUGH = JournalSettings.MAX_RECORD_BYTES / 2;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tools/call 'name':'%s','arguments':{}",
        "tools/call 'name':'a','arguments':{'a':'%s'}",
        "prompts/get 'name':'%s','arguments':{}",
        "resources/read 'uri':'%s'"
      })
  void refusalOfWhatIsTooLongToRecord_isRecorded(String request) {
    String[] parts = request.split(" ", 2);
    Request asked = Messages.request(parts[0], parts[1].formatted(LONG));

    JsonObject record = decision(Exchanges.asking(asked));

    assertThat(record.toBytes()).hasSizeLessThan(SHORT_ENOUGH);
    assertThat(record.string("reason")).contains("not-allowlisted");
  }

  @Test
  void textThatWouldBeCutInTheMiddleOfACharacter_isRecorded() {
    for (int most : List.of(119, 120, 499, 500)) {
      String text = "x".repeat(most) + "\uD83D\uDE00".repeat(100);
      Decision cleaned =
          new Decision(
              "response-sanitization",
              Mitigation.RESPONSE_SANITIZATION,
              Decision.Kind.REWRITE,
              Reason.RESPONSE_SANITIZED,
              text,
              List.of(new Change("/" + text, "tag", 1)));
      Exchange exchange = Exchanges.asking(Messages.request("tools/call", "'name':'" + text + "'"));
      Outcome outcome = new Outcome(Outcome.Ending.COMPLETED, List.of(cleaned), 0, 1, text);

      assertThat(decision(exchange).string("tool").orElseThrow()).startsWith("x");
      assertThat(outcome(exchange, outcome).toString()).contains("x…");
    }
  }

  @Test
  void outcomeOfAnAnswerWithAThousandFlaws_isRecorded_withHowManyThereWere() {
    String pointer = "/" + LONG;
    List<Change> changes =
        IntStream.range(0, 1000).mapToObj(i -> new Change(pointer, "tag", i)).toList();
    Decision cleaned =
        new Decision(
            "response-sanitization",
            Mitigation.RESPONSE_SANITIZATION,
            Decision.Kind.REWRITE,
            Reason.RESPONSE_SANITIZED,
            "",
            changes);
    Outcome outcome = new Outcome(Outcome.Ending.COMPLETED, List.of(cleaned), 0, 1, LONG);

    JsonObject record = outcome(Exchanges.asking(Messages.callTool("a", "{}")), outcome);

    assertThat(record.toBytes()).hasSizeLessThan(SHORT_ENOUGH);
    assertThat(record.toString()).contains("\"more-changes\":980");
  }

  @Test
  void asManyDecisionsAsAreKept_fitIntoOneRecord_andTheOthersAreCounted() {
    String escaped = "\u0001".repeat(1000);
    List<Change> changes = Collections.nCopies(1000, new Change("/" + escaped, "tag", 1));
    Decision cleaned =
        new Decision(
            "response-sanitization",
            Mitigation.RESPONSE_SANITIZATION,
            Decision.Kind.REWRITE,
            Reason.RESPONSE_SANITIZED,
            escaped,
            changes);
    List<Decision> all = Collections.nCopies(Outcome.MOST_DECISIONS, cleaned);
    Outcome outcome = new Outcome(Outcome.Ending.COMPLETED, all, 960, 1000, escaped);

    JsonObject record = outcome(Exchanges.asking(Messages.callTool("a", "{}")), outcome);

    assertThat(record.toBytes()).hasSizeLessThan(JournalSettings.MAX_RECORD_BYTES);
    assertThat(record.integer("more-decisions")).contains(960L);
  }

  @Test
  void shortRecord_isWholeAsItIs() {
    Exchange exchange = Exchanges.asking(Messages.callTool("read", "{'path':'a'}"));

    assertThat(decision(exchange).object("arguments").orElseThrow().toString())
        .isEqualTo("{\"path\":\"a\"}");
  }

  private static JsonObject decision(Exchange exchange) {
    Judgement<ClientMessage> refused =
        new Judgement.Refused<>(Reason.NOT_ALLOWLISTED, LONG, List.of());
    return (JsonObject) Jsons.read(RECORDS.decision(exchange, refused).finish());
  }

  private static JsonObject outcome(Exchange exchange, Outcome outcome) {
    return (JsonObject) Jsons.read(RECORDS.outcome(exchange, outcome).finish());
  }
}
