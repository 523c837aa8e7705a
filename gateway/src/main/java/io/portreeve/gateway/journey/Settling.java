package io.portreeve.gateway.journey;

import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns a question to a person into a decision: only a yes to this very call lets it go on, and
 * everything else refuses it for now.
 */
final class Settling {
  /** In whose name a person's yes stands among the decisions. */
  private static final String PERSON = "Person";

  private final ApprovalDesk desk;

  Settling(ApprovalDesk desk) {
    this.desk = desk;
  }

  /**
   * What became of the question.
   *
   * @param approval the yes that the call goes on with, or the question that waits
   * @param question what the client may ask its user
   */
  record Settled(
      Judgement<ClientMessage> judgement, Optional<String> approval, Optional<String> question) {}

  /** Judges with what a person said; a retry goes on with the yes of the call that it continues. */
  Settled settle(
      Exchange exchange,
      Judgement.NeedsApproval<ClientMessage> asks,
      int round,
      Optional<String> earlier) {
    if (!(asks.message() instanceof CallTool call)) {
      return refused(asks, Reason.APPROVAL_IMPOSSIBLE, "it calls no tool", "");
    }
    CallTool theirs = (CallTool) OwnQuestion.without(call);
    if (earlier.filter(id -> desk.resume(exchange, theirs, id, round)).isPresent()) {
      return granted(asks, earlier.get());
    }
    earlier.ifPresent(id -> hear(exchange, call, theirs, id));
    return switch (desk.claim(exchange, theirs)) {
      case ApprovalDesk.Ruling.Granted(String id) -> granted(asks, id);
      case ApprovalDesk.Ruling.Waiting(String id, Optional<String> question) ->
          waiting(asks, id, question);
      case ApprovalDesk.Ruling.Denied(String id) ->
          refused(asks, Reason.APPROVAL_DENIED, "approval " + id, id);
      case ApprovalDesk.Ruling.Impossible(String why) ->
          refused(asks, Reason.APPROVAL_IMPOSSIBLE, why, "");
    };
  }

  /** Only to the question of this call, since its state was sealed with it. */
  private void hear(Exchange exchange, CallTool answered, CallTool theirs, String id) {
    switch (OwnQuestion.APPROVAL.answer(answered)) {
      case ACCEPTED -> desk.hear(exchange, theirs, id, true);
      case DECLINED -> desk.hear(exchange, theirs, id, false);
      case NONE, CANCELLED -> {}
    }
  }

  private static Settled waiting(
      Judgement.NeedsApproval<ClientMessage> asks, String id, Optional<String> question) {
    Settled refused = refused(asks, Reason.APPROVAL_REQUIRED, "approval " + id + " waits", id);
    return new Settled(refused.judgement(), Optional.of(id), question);
  }

  private static Settled granted(Judgement.NeedsApproval<ClientMessage> asks, String id) {
    Decision yes =
        new Decision(
            PERSON,
            Mitigation.HUMAN_APPROVAL,
            Decision.Kind.PASS,
            Reason.APPROVED,
            "approval " + id,
            List.of());
    List<Decision> said = Stream.concat(asks.decisions().stream(), Stream.of(yes)).toList();
    return new Settled(
        new Judgement.Forward<>(asks.message(), said), Optional.of(id), Optional.empty());
  }

  private static Settled refused(
      Judgement.NeedsApproval<ClientMessage> asks, Reason reason, String detail, String told) {
    return new Settled(
        new Judgement.Refused<>(reason, detail, told, asks.decisions()),
        Optional.empty(),
        Optional.empty());
  }
}
