package io.portreeve.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.config.PeerTraces;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.NotedTrail;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakePins;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracedTrailTest {
  private final List<Span> told = new ArrayList<>();
  private final NotedTrail noted = new NotedTrail();
  private final Exchange call = Exchanges.asking(Messages.callTool("read", "{}"));
  private final AuditTrail trail =
      new TracedTrail(
          new Tracing(
              100,
              PeerTraces.LINK,
              FakePins.of(DefinitionPins.Kind.TOOL, "read", DefinitionPins.Standing.APPROVED),
              ManualClock.atNewYear(),
              told::add,
              _ -> {}),
          noted);

  private static Outcome ending(Outcome.Ending how) {
    return new Outcome(how, List.of(), 0, 1, "what a peer said");
  }

  @Test
  void exchangeThatWentWell_saysWhatWasDecided() throws Exception {
    trail.decided(call, new Judgement.Forward<>(call.asked(), List.of()));
    trail.ended(call, ending(Outcome.Ending.COMPLETED));

    Span span = told.getFirst();
    assertThat(span.failed()).isFalse();
    assertThat(span.attributes())
        .contains(
            Name.PROTOCOL_VERSION.is("2026-07-28"),
            Name.VERDICT.is("forward"),
            Name.ENDING.is("completed"),
            Name.MESSAGES.is(1));
    assertThat(noted.written()).containsExactly("decided files Forward", "ended files COMPLETED");
  }

  @Test
  void refusal_failsByItsReason() throws Exception {
    trail.decided(
        call, new Judgement.Refused<>(Reason.POLICY_NO_RULE, "what a peer said", List.of()));
    trail.ended(call, ending(Outcome.Ending.REFUSED));

    Span span = told.getFirst();
    assertThat(span.failed()).isTrue();
    assertThat(span.attributes())
        .contains(
            Name.VERDICT.is("refuse"),
            Name.REASON.is("policy-no-rule"),
            Name.ERROR.is("policy-no-rule"));
    assertThat(span.toString()).doesNotContain("what a peer said");
  }

  @Test
  void decisionThatCouldNotBeRecorded_isARefusal() {
    noted.goDown();

    assertThatExceptionOfType(AuditTrail.AuditUnavailable.class)
        .isThrownBy(() -> trail.decided(call, new Judgement.Forward<>(call.asked(), List.of())));
    trail.ended(call, ending(Outcome.Ending.FAILED));

    assertThat(told.getFirst().attributes()).contains(Name.ERROR.is("audit-unavailable"));
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETED,false",
    "INPUT_REQUIRED,false",
    "SERVER_ERROR,true",
    "REFUSED,true",
    "WITHHELD,true",
    "UPSTREAM_FAILED,true",
    "CREDENTIAL_MISSING,true",
    "CANCELLED,true",
    "FAILED,true"
  })
  void ending_failsOrNot(Outcome.Ending how, boolean fails) {
    trail.ended(call, ending(how));

    assertThat(told.getFirst().failed()).isEqualTo(fails);
    assertThat(
            told.getFirst().attributes().stream().anyMatch(one -> one.key().equals("error.type")))
        .isEqualTo(fails);
  }

  @Test
  void whoIsTurnedAway_isNoExchange() {
    trail.turnedAway(
        Exchanges.arriving(new Identity.Absent()), Reason.CREDENTIAL_MISSING, "guessed");

    assertThat(told).isEmpty();
    assertThat(noted.written()).singleElement().asString().startsWith("turned away ");
  }
}
