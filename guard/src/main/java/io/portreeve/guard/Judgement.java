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

  /** What it is called where it is recorded, counted and traced. */
  String word();

  /** This form of the message may go on; no other. */
  record Forward<M>(M message, List<Decision> decisions) implements Judgement<M> {
    @Override
    public String word() {
      return "forward";
    }
  }

  /**
   * It may go on only if a human says so.
   *
   * @param approver the strictest that any control asks for
   */
  record NeedsApproval<M>(
      M message, String question, Reason reason, Approver approver, List<Decision> decisions)
      implements Judgement<M> {
    private static final String WORD = "needs-approval";

    @Override
    public String word() {
      return WORD;
    }
  }

  /** It goes nowhere; what client and operator learn of it differs as in {@link Verdict.Deny}. */
  record Refused<M>(Reason reason, String detail, String told, List<Decision> decisions)
      implements Judgement<M> {
    public Refused(Reason reason, String detail, List<Decision> decisions) {
      this(reason, detail, detail, decisions);
    }

    /** What only waits for a person's yes is not called a refusal: it may still be made. */
    @Override
    public String word() {
      return word(reason);
    }

    /** What a judgement that goes nowhere for this reason is called. */
    public static String word(Reason reason) {
      return reason == Reason.APPROVAL_REQUIRED ? NeedsApproval.WORD : "refuse";
    }
  }
}
