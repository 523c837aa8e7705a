package io.portreeve.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.NotedTrail;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.gateway.metrics.MetricsFormat;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.metrics.StrictPage;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeteredTrailTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final Meters meters = new Meters(clock);
  private final NotedTrail noted = new NotedTrail();
  private final AuditTrail trail = meters.inFrontOf(noted);
  private final Exchange call = Exchanges.asking(Messages.callTool("read", "{}"));

  MeteredTrailTest() {
    meters.serving(List.of("files"));
  }

  private StrictPage page() {
    MetricsPage page = new MetricsPage(MetricsFormat.PROMETHEUS);
    new MeterPage(meters).measure(page);
    return StrictPage.ofPrometheus(new String(page.toBytes(), StandardCharsets.UTF_8));
  }

  private static Judgement<ClientMessage> refused(Reason reason) {
    return new Judgement.Refused<>(reason, "", List.of());
  }

  private static String decision(String verdict, String reason) {
    return "portreeve_decisions_total{server=\"files\",asked=\"tool-call\",verdict=\"%s\",reason=\"%s\"}"
        .formatted(verdict, reason);
  }

  @Test
  void decisions_areCountedByReason_andReachTheRecord() throws Exception {
    trail.decided(call, new Judgement.Forward<>(call.asked(), List.of()));
    trail.decided(call, refused(Reason.POLICY_NO_RULE));
    trail.decided(call, refused(Reason.POLICY_NO_RULE));

    assertThat(page().value(decision("forward", ""))).isEqualTo(1);
    assertThat(page().value(decision("refuse", "policy-no-rule"))).isEqualTo(2);
    assertThat(noted.written()).hasSize(3).allMatch(line -> line.startsWith("decided "));
  }

  /** What could not be recorded went nowhere, and is counted as that. */
  @Test
  void decisionThatCouldNotBeRecorded_isARefusal() {
    noted.goDown();

    assertThatExceptionOfType(AuditTrail.AuditUnavailable.class)
        .isThrownBy(() -> trail.decided(call, new Judgement.Forward<>(call.asked(), List.of())));
    assertThat(page().value(decision("refuse", "audit-unavailable"))).isEqualTo(1);
    assertThat(page().samples()).doesNotContainKey(decision("forward", ""));
  }

  @Test
  void ends_areCounted_withTheirDurationAndWhatWasSaidOfAnswers() {
    Decision rewritten =
        new Decision(
            "ResponseSanitization",
            Mitigation.RESPONSE_SANITIZATION,
            Decision.Kind.REWRITE,
            Reason.RESPONSE_SANITIZED,
            "",
            List.of());
    clock.advance(Duration.ofMillis(30));
    trail.ended(
        call, new Outcome(Outcome.Ending.COMPLETED, List.of(rewritten, rewritten), 0, 3, ""));

    StrictPage page = page();
    assertThat(
            page.value(
                "portreeve_exchanges_total{server=\"files\",asked=\"tool-call\",ending=\"completed\"}"))
        .isEqualTo(1);
    assertThat(page.value("portreeve_exchange_duration_seconds_sum{server=\"files\"}"))
        .isEqualTo(0.03);
    assertThat(page.value("portreeve_server_messages_total{server=\"files\"}")).isEqualTo(3);
    assertThat(
            page.value(
                "portreeve_server_message_verdicts_total{server=\"files\",verdict=\"rewrite\",reason=\"response-sanitized\"}"))
        .isEqualTo(2);
  }

  /** A stream of a day would be longer than any bucket, and say nothing of how fast servers are. */
  @Test
  void streamThatListens_hasNoDuration() {
    Exchange stream =
        Exchanges.asking(new Listen(JsonObject.of("notifications", JsonObject.empty())));
    trail.ended(stream, new Outcome(Outcome.Ending.CANCELLED, List.of(), 0, 0, ""));

    assertThat(page().value("portreeve_exchange_duration_seconds_count{server=\"files\"}"))
        .isZero();
    assertThat(
            page()
                .value(
                    "portreeve_exchanges_total{server=\"files\",asked=\"stream\",ending=\"cancelled\"}"))
        .isEqualTo(1);
  }

  @Test
  void refusalsAtTheDoor_areCountedEachOne() {
    for (int i = 0; i < 5; i++) {
      trail.turnedAway(
          Exchanges.arriving(new Identity.Absent()), Reason.CREDENTIAL_MISSING, "guessed " + i);
    }

    assertThat(page().value("portreeve_turned_away_total{reason=\"credential-missing\"}"))
        .isEqualTo(5);
    assertThat(noted.written()).hasSize(5);
  }

  /** One of a configuration that was replaced while the exchange was under way. */
  @Test
  void serverThatNoConfigurationHas_isNotCounted() {
    meters.serving(Set.of("mail"));
    trail.ended(call, new Outcome(Outcome.Ending.COMPLETED, List.of(), 0, 1, ""));

    assertThat(page().samples().keySet()).noneMatch(name -> name.contains("files"));
    assertThat(noted.written()).singleElement().asString().startsWith("ended ");
  }
}
