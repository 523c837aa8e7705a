package io.portreeve.guard;

import static io.portreeve.guard.Judges.asking;
import static io.portreeve.guard.Judges.call;
import static io.portreeve.guard.Judges.denying;
import static io.portreeve.guard.Judges.exchange;
import static io.portreeve.guard.Judges.judge;
import static io.portreeve.guard.Judges.passing;
import static io.portreeve.guard.Judges.renaming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.portreeve.guard.Decision.Kind;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ServerMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {
  @Test
  void guardWithoutControls_refusesEverything() {
    Guard empty = new Guard(List.of(), List.of(), List.of());
    ServerMessage failure = new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "broken"));

    assertThat(empty.request(exchange(), call("read"))).isInstanceOf(Judgement.Refused.class);
    assertThat(empty.response(exchange(), failure)).isInstanceOf(Judgement.Refused.class);
    assertThat(empty.arrival(arrival())).isInstanceOf(Judgement.Refused.class);
  }

  @Test
  void decisionsOfOneControl_areEachWhatItSaidThen() {
    List<Verdict<ClientMessage>> verdicts =
        List.of(
            Verdict.pass(Reason.ALLOWLISTED),
            Verdict.pass(Reason.NOT_CONCERNED),
            Verdict.pass(Reason.ALLOWLISTED, "by rule a"),
            Verdict.deny(Reason.NOT_ALLOWLISTED, ""),
            Verdict.pass(Reason.ALLOWLISTED),
            Verdict.pass(Reason.ALLOWLISTED));
    Iterator<Verdict<ClientMessage>> next = verdicts.iterator();
    Guard guard = new Guard(List.of(), List.of(Judges.saying("one", _ -> next.next())), List.of());

    List<Decision> said =
        verdicts.stream()
            .map(_ -> guard.request(exchange(), call("read")).decisions().getFirst())
            .toList();

    assertThat(said)
        .extracting(Decision::kind, Decision::reason, Decision::detail)
        .containsExactly(
            tuple(Kind.PASS, Reason.ALLOWLISTED, ""),
            tuple(Kind.PASS, Reason.NOT_CONCERNED, ""),
            tuple(Kind.PASS, Reason.ALLOWLISTED, "by rule a"),
            tuple(Kind.DENY, Reason.NOT_ALLOWLISTED, ""),
            tuple(Kind.PASS, Reason.ALLOWLISTED, ""),
            tuple(Kind.PASS, Reason.ALLOWLISTED, ""));
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of(Judges.silent(), "no verdict"),
        Arguments.of(
            Judges.throwing(new IllegalStateException("the secret")), "IllegalStateException"),
        Arguments.of(Judges.overflowing(), "StackOverflowError"),
        Arguments.of(Judges.unloadable(), "NoClassDefFoundError"),
        Arguments.of(Judges.saying("rewrite to null", _ -> toNothing()), "NullPointerException"));
  }

  @SuppressWarnings("NullAway") // what a control of another module may do
  private static Verdict<ClientMessage> toNothing() {
    return Verdict.rewrite(null, Reason.ARGUMENTS_SANITIZED, List.of());
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenControl_refuses_andSaysNothingOfItsCause(RequestControl broken, String detail) {
    var refused = refused(judge(call("read"), passing(), broken, passing()));

    assertThat(refused.reason()).isEqualTo(Reason.CONTROL_FAILED);
    assertThat(refused.detail()).isEqualTo(detail);
    assertThat(refused.decisions()).hasSize(2);
  }

  @Test
  void brokenConnectionControl_refusesTheArrival() {
    ConnectionControl broken =
        new ConnectionControl() {
          @Override
          public Mitigation mitigates() {
            return Mitigation.USER_AUTHENTICATION;
          }

          @Override
          public Verdict<Arrival> onArrival(Arrival arrival) {
            throw new IllegalStateException();
          }
        };
    var judgement = new Guard(List.of(broken), List.of(), List.of()).arrival(arrival());

    assertThat(refused(judgement).reason()).isEqualTo(Reason.CONTROL_FAILED);
  }

  @Test
  void firstDenial_endsTheJudgement() {
    var late = passing();

    var judgement = judge(call("read"), passing(), denying("first"), denying("second"), late);

    assertThat(refused(judgement).detail()).isEqualTo("first");
    assertThat(judgement.decisions())
        .extracting(Decision::kind)
        .containsExactly(Kind.PASS, Kind.DENY);
    assertThat(late.seen()).isEmpty();
  }

  @Test
  void rewrittenMessage_isWhatTheNextControlSees_andWhatGoesOn() {
    var next = passing();

    var judgement = judge(call("read"), renaming("write"), next);

    assertThat(next.seen()).containsExactly(call("write"));
    assertThat(judgement).isEqualTo(new Judgement.Forward<>(call("write"), judgement.decisions()));
  }

  @Test
  void rewriteToSomethingForbidden_isCaughtByALaterControl() {
    var onlyRead =
        Judges.saying(
            "only read",
            message ->
                message.equals(call("read"))
                    ? Verdict.pass(Reason.ALLOWLISTED)
                    : Verdict.deny(Reason.NOT_ALLOWLISTED, ""));

    assertThat(judge(call("read"), onlyRead)).isInstanceOf(Judgement.Forward.class);
    assertThat(judge(call("read"), renaming("drop"), onlyRead))
        .isInstanceOf(Judgement.Refused.class);
  }

  @Test
  void question_doesNotHideALaterDenial() {
    assertThat(judge(call("read"), asking("Really?"), denying("no")))
        .isInstanceOf(Judgement.Refused.class);
  }

  @Test
  void question_standsForTheMessageAsItWasRewrittenAfterIt_andTheFirstOneIsAsked() {
    var judgement = judge(call("read"), asking("One?"), renaming("write"), asking("Two?"));

    assertThat(judgement)
        .isEqualTo(
            new Judgement.NeedsApproval<>(
                call("write"),
                "One?",
                Reason.APPROVAL_REQUIRED,
                Approver.OPERATOR,
                judgement.decisions()));
  }

  @ParameterizedTest
  @CsvSource({
    "USER, USER, USER",
    "USER, OPERATOR, OPERATOR",
    "OPERATOR, USER, OPERATOR",
    "OPERATOR, OPERATOR, OPERATOR"
  })
  void questions_areForTheStrictestOfThoseWhoMustAnswer(
      Approver one, Approver other, Approver both) {
    assertThat(judge(call("read"), asking("One?", one), asking("Two?", other)))
        .isInstanceOfSatisfying(
            Judgement.NeedsApproval.class, asks -> assertThat(asks.approver()).isEqualTo(both));
  }

  @Test
  void decisions_nameControlMitigationReasonAndChanges() {
    assertThat(judge(call("read"), renaming("write")).decisions())
        .containsExactly(
            new Decision(
                "rewrite",
                Mitigation.TOOL_ALLOWLISTING,
                Kind.REWRITE,
                Reason.ARGUMENTS_SANITIZED,
                "",
                List.of(new Change("/name", "renamed", 1))));
  }

  @Test
  void decisions_cannotBeChangedByWhoReadsThem() {
    List<Decision> decisions = judge(call("read"), passing()).decisions();

    assertThatThrownBy(decisions::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void controls_areTakenOnceAndForAll() {
    List<RequestControl> controls = new ArrayList<>(List.of(denying("no")));
    Guard guard = new Guard(List.of(), controls, List.of());

    controls.clear();
    controls.add(passing());

    assertThat(guard.request(exchange(), call("read"))).isInstanceOf(Judgement.Refused.class);
  }

  private static <M> Judgement.Refused<M> refused(Judgement<M> judgement) {
    return switch (judgement) {
      case Judgement.Refused<M> refused -> refused;
      case Judgement.NeedsApproval<M> _, Judgement.Forward<M> _ ->
          throw new AssertionError("not refused: " + judgement);
    };
  }

  private static Arrival arrival() {
    return new Arrival(new ExchangeId("x-1"), Instant.EPOCH, "127.0.0.1", new Identity.Absent());
  }
}
