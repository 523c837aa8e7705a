package io.portreeve.gateway.inbox;

import io.portreeve.gateway.config.ApprovalSettings;
import io.portreeve.gateway.config.InboxSettings;
import io.portreeve.gateway.login.Visitor;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.guard.Approver;
import io.portreeve.mcp.json.Excerpt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which questions are asked of whom, and what he may say. A user is asked about his own calls;
 * approvers are asked what is the operator's to say, and not about calls of their own.
 */
final class Inbox {
  private static final int LONGEST_REASON = 1000;

  private final Approvals approvals;
  private final ApprovalSettings settings;
  private final InboxSettings page;
  private final InstantSource clock;

  Inbox(Approvals approvals, ApprovalSettings settings, InboxSettings page, InstantSource clock) {
    this.approvals = approvals;
    this.settings = settings;
    this.page = page;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** What waits for somebody's word who may give it, the newest first. */
  List<Approval> waiting(Visitor visitor) {
    return approvals.waiting(now()).stream()
        .filter(one -> isAsked(visitor, one.call()))
        .sorted(Comparator.comparing(Approval::asked).thenComparing(Approval::id).reversed())
        .toList();
  }

  /** A question, whatever became of it, for whoever it is, or was, asked of. */
  Optional<Approval> find(Visitor visitor, String id) {
    return approvals.find(id).filter(one -> isAsked(visitor, one.call()));
  }

  private boolean isAsked(Visitor visitor, ApprovalCall call) {
    return switch (call.approver()) {
      case PAGE, USER -> call.principal().equals(visitor.principal());
      case TWO_OPERATORS, OPERATOR -> isApprover(visitor);
    };
  }

  boolean isApprover(Visitor visitor) {
    return page.approvers().contains(visitor.principal())
        || page.approverRoles().stream().anyMatch(visitor.roles()::contains);
  }

  /**
   * Nobody says yes for the operator to a call that is made in his name, or by him, nor twice where
   * two have to.
   */
  boolean mayApprove(Visitor visitor, Approval one) {
    ApprovalCall call = one.call();
    boolean own =
        call.principal().equals(visitor.principal()) || call.actors().contains(visitor.principal());
    boolean said = one.first().filter(yes -> yes.person().equals(visitor.principal())).isPresent();
    return isAsked(visitor, call)
        && switch (call.approver()) {
          case TWO_OPERATORS -> !own && !said;
          case OPERATOR -> !own || page.ownCalls();
          case PAGE, USER -> true;
        };
  }

  /**
   * What somebody says.
   *
   * @param ofValues whether a yes is meant for the values, too, in the rest of the conversation
   */
  record Answer(boolean yes, boolean ofValues, String reason) {}

  /** What became of it by this word; empty if it waits no more, or the word is not his to give. */
  Optional<Approval> answer(Visitor visitor, Approval one, Answer answer) {
    boolean yes = answer.yes();
    if (yes ? !mayApprove(visitor, one) : !isAsked(visitor, one.call())) {
      return Optional.empty();
    }
    String reason = answer.reason();
    String said = Excerpt.of(reason, LONGEST_REASON);
    String person = visitor.principal();
    boolean kept = yes && answer.ofValues() && one.grounds().conversation().isPresent();
    Approvals.Word word = new Approvals.Word(yes, person, person + ", on the page", said, kept);
    return switch (approvals.decide(one.id(), word, now(), now().plus(lasting(one.call(), yes)))) {
      case Approvals.Heard.Counted(Approval now) -> Optional.of(now);
      case Approvals.Heard.TooLate _, Approvals.Heard.Again _, Approvals.Heard.Own _ ->
          Optional.empty();
    };
  }

  private Duration lasting(ApprovalCall call, boolean yes) {
    boolean users = call.approver() == Approver.PAGE || call.approver() == Approver.USER;
    return yes || users ? settings.useWithin() : settings.patience();
  }
}
