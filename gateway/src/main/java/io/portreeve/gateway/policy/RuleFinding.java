package io.portreeve.gateway.policy;

import io.portreeve.gateway.config.RuleSettings;

/**
 * What became of one rule that targets the thing in question.
 *
 * @param effect what the rule does where it applies
 */
public record RuleFinding(Effect effect, RuleSettings rule, Outcome outcome) {
  /** What a rule does. */
  public enum Effect {
    ALLOW,
    DENY,
    /** It asks for an approval. */
    APPROVE
  }

  /** Whether the rule counts, and why not. */
  public enum Outcome {
    /** It applies. */
    APPLIES,
    /** Its condition does not hold. */
    CONDITION_FALSE,
    /** Its condition cannot be judged, which refuses. */
    CONDITION_FAILED,
    /** The use names no object of a type that it goes by. */
    NO_OBJECT,
    /** The principal is not to the objects what it demands. */
    NOT_RELATED,
    /** The relations cannot be asked, which refuses. */
    RELATION_FAILED,
    /** It is for other roles. */
    OTHER_ROLES,
    /** It is for other clients. */
    OTHER_CLIENT,
    /** It is for tokens that grant more. */
    UNDERSCOPED,
    /** It speaks of lists only. */
    OTHER_PHASE
  }
}
