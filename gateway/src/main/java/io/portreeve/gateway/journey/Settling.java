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
   * @param approval the yes that the call goes on with
   */
  record Settled(Judgement<ClientMessage> judgement, Optional<String> approval) {}

  /** Judges with what a person said; a retry goes on with the yes of the call that it continues. */
  Settled settle(
      Exchange exchange,
      Judgement.NeedsApproval<ClientMessage> asks,
      int round,
      Optional<String> earlier) {
    if (!(asks.message() instanceof CallTool call)) {
      return refused(asks, Reason.APPROVAL_IMPOSSIBLE, "it calls no tool", "");
    }
    CallTool theirs = (CallTool) AskedLogin.without(call);
    if (earlier.filter(id -> desk.resume(exchange, theirs, id, round)).isPresent()) {
      return granted(asks, earlier.get());
    }
    return switch (desk.claim(exchange, theirs)) {
      case ApprovalDesk.Ruling.Granted(String id) -> granted(asks, id);
      case ApprovalDesk.Ruling.Waiting(String id) ->
          refused(asks, Reason.APPROVAL_REQUIRED, "approval " + id + " waits", id);
      case ApprovalDesk.Ruling.Denied(String id) ->
          refused(asks, Reason.APPROVAL_DENIED, "approval " + id, id);
      case ApprovalDesk.Ruling.Impossible(String why) ->
          refused(asks, Reason.APPROVAL_IMPOSSIBLE, why, "");
    };
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
    return new Settled(new Judgement.Forward<>(asks.message(), said), Optional.of(id));
  }

  private static Settled refused(
      Judgement.NeedsApproval<ClientMessage> asks, Reason reason, String detail, String told) {
    return new Settled(
        new Judgement.Refused<>(reason, detail, told, asks.decisions()), Optional.empty());
  }
}
