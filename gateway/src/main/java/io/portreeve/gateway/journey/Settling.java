package io.portreeve.gateway.journey;

import io.portreeve.guard.Approver;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import java.net.URI;
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
   * @param approval what the call has of its approval if it is continued
   * @param question what the client may ask its user
   * @param page where the user may be sent instead
   */
  record Settled(
      Judgement<ClientMessage> judgement,
      Optional<Continued> approval,
      Optional<ApprovalDesk.Question> question,
      Optional<URI> page) {}

  /** Judges with what a person said, where one is asked for. */
  Settled settle(Exchange exchange, Judgement<ClientMessage> judgement, Optional<Continued> earlier)
      throws InterruptedException {
    return judgement instanceof Judgement.NeedsApproval<ClientMessage> asks
        ? settle(exchange, asks, earlier)
        : new Settled(judgement, earlier, Optional.empty(), Optional.empty());
  }

  /** A retry goes on with the yes of the call that it continues. */
  private Settled settle(
      Exchange exchange, Judgement.NeedsApproval<ClientMessage> asks, Optional<Continued> earlier)
      throws InterruptedException {
    if (!(asks.message() instanceof CallTool call)) {
      return refused(asks, Reason.APPROVAL_IMPOSSIBLE, "it calls no tool", "");
    }
    CallTool theirs = (CallTool) OwnQuestion.without(call);
    Optional<Continued.Approved> yes =
        earlier.flatMap(of -> goingOn(exchange, theirs, asks.approver(), of));
    if (yes.isPresent()) {
      return granted(asks, yes.get().next());
    }
    earlier.ifPresent(of -> hear(exchange, call, theirs, asks.approver(), of));
    return switch (claim(exchange, call, theirs, asks)) {
      case ApprovalDesk.Ruling.Granted(String id) ->
          granted(asks, new Continued.Approved(id, 1, false));
      case ApprovalDesk.Ruling.Waiting(String id, Optional<ApprovalDesk.Question> question) ->
          waiting(asks, id, question, page(exchange, call, asks.approver(), id));
      case ApprovalDesk.Ruling.Denied(String id) ->
          refused(asks, Reason.APPROVAL_DENIED, "approval " + id, id);
      case ApprovalDesk.Ruling.Impossible(String why) ->
          refused(asks, Reason.APPROVAL_IMPOSSIBLE, why, "");
    };
  }

  /** Somebody who says that he went to the page may be about to say yes there. */
  private ApprovalDesk.Ruling claim(
      Exchange exchange,
      CallTool answered,
      CallTool theirs,
      Judgement.NeedsApproval<ClientMessage> asks)
      throws InterruptedException {
    ApprovalDesk.Ruling now = desk.claim(exchange, theirs, asks);
    boolean went = OwnQuestion.APPROVAL_PAGE.answer(answered) == OwnQuestion.Answer.ACCEPTED;
    if (went && now instanceof ApprovalDesk.Ruling.Waiting waiting) {
      desk.await(exchange, waiting.approval());
      return desk.claim(exchange, theirs, asks);
    }
    return now;
  }

  /** Who does not want to go there is not sent again. */
  private Optional<URI> page(
      Exchange exchange, CallTool answered, Approver approver, String approval) {
    return switch (OwnQuestion.APPROVAL_PAGE.answer(answered)) {
      case NONE, ACCEPTED -> desk.page(exchange, approver, approval);
      case DECLINED, CANCELLED -> Optional.empty();
    };
  }

  private Optional<Continued.Approved> goingOn(
      Exchange exchange, CallTool theirs, Approver approver, Continued earlier) {
    return earlier instanceof Continued.Approved yes && desk.resume(exchange, theirs, approver, yes)
        ? Optional.of(yes)
        : Optional.empty();
  }

  /** Only to the question of this call, since its state was sealed with it. */
  private void hear(
      Exchange exchange, CallTool answered, CallTool theirs, Approver approver, Continued earlier) {
    if (earlier instanceof Continued.Asked(String id)) {
      switch (OwnQuestion.APPROVAL.answer(answered)) {
        case ACCEPTED -> desk.hear(exchange, theirs, approver, id, AskedApproval.yes(answered));
        case DECLINED -> desk.hear(exchange, theirs, approver, id, ApprovalDesk.Said.NO);
        case NONE, CANCELLED -> {}
      }
    }
  }

  private static Settled waiting(
      Judgement.NeedsApproval<ClientMessage> asks,
      String id,
      Optional<ApprovalDesk.Question> question,
      Optional<URI> page) {
    Settled refused = refused(asks, Reason.APPROVAL_REQUIRED, "approval " + id + " waits", id);
    return new Settled(refused.judgement(), Optional.of(new Continued.Asked(id)), question, page);
  }

  private static Settled granted(
      Judgement.NeedsApproval<ClientMessage> asks, Continued.Approved yes) {
    String id = yes.approval();
    Decision said =
        new Decision(
            PERSON,
            Mitigation.HUMAN_APPROVAL,
            Decision.Kind.PASS,
            Reason.APPROVED,
            "approval " + id,
            List.of());
    List<Decision> all = Stream.concat(asks.decisions().stream(), Stream.of(said)).toList();
    return new Settled(
        new Judgement.Forward<>(asks.message(), all),
        Optional.of(yes),
        Optional.empty(),
        Optional.empty());
  }

  private static Settled refused(
      Judgement.NeedsApproval<ClientMessage> asks, Reason reason, String detail, String told) {
    return new Settled(
        new Judgement.Refused<>(reason, detail, told, asks.decisions()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
