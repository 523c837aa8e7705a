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
