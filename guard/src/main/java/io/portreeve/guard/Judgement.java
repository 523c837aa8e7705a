package io.portreeve.guard;

import java.util.List;

/**
 * The verdict of the whole chain on one message.
 *
 * @param <M> what was judged
 */
public sealed interface Judgement<M> {
  /** What each control said, in the order of the chain; ends with the one that decided. */
  List<Decision> decisions();

  /** This form of the message may go on; no other. */
  record Forward<M>(M message, List<Decision> decisions) implements Judgement<M> {}

  /**
   * It may go on only if a human says so.
   *
   * @param approver the strictest that any control asks for
   */
  record NeedsApproval<M>(
      M message, String question, Reason reason, Approver approver, List<Decision> decisions)
      implements Judgement<M> {}

  /** It goes nowhere; what client and operator learn of it differs as in {@link Verdict.Deny}. */
  record Refused<M>(Reason reason, String detail, String told, List<Decision> decisions)
      implements Judgement<M> {
    public Refused(Reason reason, String detail, List<Decision> decisions) {
      this(reason, detail, detail, decisions);
    }
  }
}
