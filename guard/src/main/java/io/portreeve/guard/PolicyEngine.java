package io.portreeve.guard;

import io.portreeve.mcp.json.JsonObject;

/**
 * Port: what the operator's policy says. Deny overrides, an approval that is asked for overrides
 * allow, the default is deny, and a rule that cannot be evaluated denies.
 */
public interface PolicyEngine {
  /** Whether the principal may know that the subject exists; arguments are not known here. */
  Ruling discover(Exchange exchange, Subject subject);

  /** Whether the principal may use the subject with these arguments. */
  Ruling call(Exchange exchange, Subject subject, JsonObject arguments);

  /** The answer of a policy, with the rule that gave it. */
  sealed interface Ruling {
    String rule();

    /**
     * A rule allows it and none denies it.
     *
     * @param otherwise what rules that are only tried would have said; empty if the same
     */
    record Allow(String rule, String otherwise) implements Ruling {
      public Allow(String rule) {
        this(rule, "");
      }
    }

    /**
     * It is allowed with the approval of a person.
     *
     * @param otherwise what rules that are only tried would have said; empty if the same
     */
    record RequireApproval(String rule, Approver approver, String otherwise) implements Ruling {
      public RequireApproval(String rule, Approver approver) {
        this(rule, approver, "");
      }
    }

    /**
     * Refused; the reason is one of the policy reasons. For {@link Reason#SCOPE_INSUFFICIENT} the
     * detail is all the scopes that the rule asks for, in the form of RFC 6749, section 3.3.
     */
    record Deny(Reason reason, String rule, String detail) implements Ruling {}
  }
}
