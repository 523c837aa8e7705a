package io.portreeve.guard;

import java.util.List;
import java.util.Objects;

/**
 * What a control says of one message. There is no neutral verdict: whoever has no objection says
 * {@link Pass}, with a reason.
 *
 * @param <M> what is judged
 */
public sealed interface Verdict<M> {
  Reason reason();

  /**
   * No objection.
   *
   * @param detail for the operator; never reaches the client
   */
  record Pass<M>(Reason reason, String detail) implements Verdict<M> {}

  /**
   * The message goes on in another form; later controls see only that form.
   *
   * @param changes what is other than before, and nothing else
   * @param detail what else was seen, for the operator; never reaches the client
   */
  record Rewrite<M>(M message, Reason reason, List<Change> changes, String detail)
      implements Verdict<M> {
    public Rewrite {
      Objects.requireNonNull(message);
      changes = List.copyOf(changes);
    }
  }

  /** Only a human may let it pass; the question is for the approver. */
  record Ask<M>(String question, Reason reason, Approver approver) implements Verdict<M> {}

  /**
   * Refused.
   *
   * @param detail for the operator; never reaches the client
   * @param told for a client that may correct its arguments ({@link Answer#INVALID_ARGUMENTS}), or
   *     the scopes for one that may get a better token ({@link Answer#UNDERSCOPED}); no other gets
   *     it
   */
  record Deny<M>(Reason reason, String detail, String told) implements Verdict<M> {}

  static <M> Verdict<M> pass(Reason reason) {
    return pass(reason, "");
  }

  static <M> Verdict<M> pass(Reason reason, String detail) {
    return new Pass<>(reason, detail);
  }

  static <M> Verdict<M> rewrite(M message, Reason reason, List<Change> changes) {
    return rewrite(message, reason, changes, "");
  }

  /** In another form, with something seen that was left as it was. */
  static <M> Verdict<M> rewrite(M message, Reason reason, List<Change> changes, String detail) {
    return new Rewrite<>(message, reason, changes, detail);
  }

  /** A question that only the operator may answer. */
  static <M> Verdict<M> ask(String question, Reason reason) {
    return ask(question, reason, Approver.OPERATOR);
  }

  static <M> Verdict<M> ask(String question, Reason reason, Approver approver) {
    return new Ask<>(question, reason, approver);
  }

  static <M> Verdict<M> deny(Reason reason, String detail) {
    return deny(reason, detail, detail);
  }

  /** Refused, with a detail that says more than the client may learn. */
  static <M> Verdict<M> deny(Reason reason, String detail, String told) {
    return new Deny<>(reason, detail, told);
  }
}
