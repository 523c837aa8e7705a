package io.portreeve.gateway.policy;

/**
 * How rules are taken of which it is not known whether they apply. What comes out the same either
 * way is certain.
 */
public enum Doubt {
  /** None of them denies, and all that could allow do. */
  IN_FAVOUR,
  /** All of them deny: those that would allow may turn out to be broken. */
  AGAINST;

  Rule.Match ofDenial(Rule.Match match) {
    return match == Rule.Match.UNKNOWN && this == IN_FAVOUR ? Rule.Match.APPLIES_NOT : match;
  }

  Rule.Match ofAllowance(Rule.Match match) {
    return match == Rule.Match.UNKNOWN && this == IN_FAVOUR ? Rule.Match.APPLIES : match;
  }
}
