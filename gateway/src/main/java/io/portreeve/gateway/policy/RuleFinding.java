package io.portreeve.gateway.policy;

import io.portreeve.gateway.config.RuleSettings;

/**
 * What became of one rule that names the thing in question.
 *
 * @param allows whether it is one that allows; else it denies
 */
public record RuleFinding(boolean allows, RuleSettings rule, Outcome outcome) {
  /** Whether the rule counts, and why not. */
  public enum Outcome {
    /** It applies. */
    APPLIES,
    /** Its condition does not hold. */
    CONDITION_FALSE,
    /** Its condition cannot be judged, which refuses. */
    CONDITION_FAILED,
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
