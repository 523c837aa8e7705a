package io.portreeve.gateway.policy;

/** A rule that cannot be compiled: which, and what is wrong with it. */
public final class PolicyFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final String rule;

  PolicyFault(String rule, String what) {
    super(what);
    this.rule = rule;
  }

  public String rule() {
    return rule;
  }
}
