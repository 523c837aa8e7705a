package io.portreeve.gateway.inbox;

import io.portreeve.gateway.config.ApprovalSettings;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.SeparationOfDuties;
import io.portreeve.gateway.store.Store;
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
 * approvers are asked what is the operator's to say, and not about calls of their own, nor such as
 * were made with a key that they made. With a key nobody is asked as a user: the application that
 * called has it, too.
 */
final class Inbox {
  private static final int LONGEST_REASON = 1000;

  private final Approvals approvals;
  private final SeparationOfDuties duties;
  private final ApprovalSettings settings;
  private final boolean ownCalls;
  private final InstantSource clock;

  Inbox(Store store, ApprovalSettings settings, boolean ownCalls, InstantSource clock) {
    this.approvals = store.approvals();
    this.duties = new SeparationOfDuties(store.apiKeys());
    this.settings = settings;
    this.ownCalls = ownCalls;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** What waits for somebody's word who may give it, the newest first. */
  List<Approval> waiting(Visit visit) {
    return approvals.waiting(now()).stream()
        .filter(one -> isAsked(visit, one.call()))
        .sorted(Comparator.comparing(Approval::asked).thenComparing(Approval::id).reversed())
        .toList();
  }

  /** A question, whatever became of it, for whoever it is, or was, asked of. */
  Optional<Approval> find(Visit visit, String id) {
    return approvals.find(id).filter(one -> isAsked(visit, one.call()));
  }

  private boolean isAsked(Visit visit, ApprovalCall call) {
    return switch (call.approver()) {
      case PAGE, USER -> visit.byIssuer() && call.principal().equals(visit.principal());
      case TWO_OPERATORS, OPERATOR -> visit.may(ConsoleRole.APPROVER);
    };
  }

  /**
   * Nobody says yes for the operator to a call that is made in his name, by him or with a key that
   * he made, nor twice where two have to.
   */
  boolean mayApprove(Visit visit, Approval one) {
    ApprovalCall call = one.call();
    boolean said = one.first().filter(yes -> yes.person().equals(visit.principal())).isPresent();
    return isAsked(visit, call)
        && switch (call.approver()) {
          case TWO_OPERATORS -> !said && !isOwn(visit, one);
          case OPERATOR -> ownCalls || !isOwn(visit, one);
          case PAGE, USER -> true;
        };
  }

  private boolean isOwn(Visit visit, Approval one) {
    String person = visit.principal();
    return one.call().principal().equals(person)
        || one.call().actors().contains(person)
        || duties.madeKeyFor(one, person);
  }

  /**
   * What somebody says.
   *
   * @param ofValues whether a yes is meant for the values, too, in the rest of the conversation
   */
  record Answer(boolean yes, boolean ofValues, String reason) {}

  /** What became of it by this word; empty if it waits no more, or the word is not his to give. */
  Optional<Approval> answer(Visit visit, Approval one, Answer answer) {
    boolean yes = answer.yes();
    if (yes ? !mayApprove(visit, one) : !isAsked(visit, one.call())) {
      return Optional.empty();
    }
    String reason = answer.reason();
    String said = Excerpt.of(reason, LONGEST_REASON);
    String person = visit.principal();
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
