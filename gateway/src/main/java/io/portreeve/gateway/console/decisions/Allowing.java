package io.portreeve.gateway.console.decisions;

import io.portreeve.gateway.display.VisibleText;
import io.portreeve.guard.Reason;

/** Says what an operator would have to do for a message like this to go through. */
final class Allowing {
  private Allowing() {}

  static String of(Reason reason, Decided one) {
    String subject = VisibleText.line(one.subject());
    String server = VisibleText.line(one.server());
    return switch (reason) {
      case POLICY_NO_RULE, NOT_VISIBLE, NOT_ALLOWLISTED ->
          "A rule under `policy.allow` that names "
              + subject
              + " at "
              + server
              + " and a role that "
              + VisibleText.line(one.principal())
              + " has. `portreeve explain` shows why each rule that names it does not apply.";
      case POLICY_DENIED ->
          "Nothing while this rule stands: a deny beats every allow. Narrow the rule, or remove it.";
      case POLICY_ERROR ->
          "A condition that can be judged: `portreeve explain` shows which failed.";
      case SCOPE_INSUFFICIENT -> "A token with the scopes that the rule demands.";
      case CREDENTIAL_MISSING, CREDENTIAL_INVALID, CREDENTIAL_EXPIRED, CREDENTIAL_REVOKED ->
          "A credential that is good: `portreeve keys create` makes one.";
      case CREDENTIAL_INSUFFICIENT -> "A credential that grants what the endpoint demands.";
      case ORIGIN_REFUSED ->
          "Its host in `http.allowed-hosts`, or origin in `http.allowed-origins`.";
      case CLIENT_NOT_ALLOWED -> "The client's name in `authentication.clients`.";
      case DELEGATION_REFUSED -> "The actor in `authentication.delegation.actors`.";
      case RATE_EXCEEDED, CONCURRENCY_EXCEEDED, REQUEST_TOO_LARGE ->
          "Waiting, or a higher limit under `limits`.";
      case APPROVAL_REQUIRED -> "The yes of whoever is asked, then the same call once more.";
      case APPROVAL_DENIED -> "Asking again once the no is over (`approvals.patience`).";
      case DEFINITION_QUARANTINED, DEFINITION_DRIFTED, UNKNOWN_DEFINITION ->
          "Approving what the server defines: `portreeve pins diff`, then `portreeve pins approve`.";
      case SCAN_QUARANTINED, SERVER_QUARANTINED ->
          "Looking at the finding with `portreeve scan`, and accepting it if it may stay.";
      case FLOW_AFTER_UNTRUSTED, FLOW_UNPLANNED, FLOW_UNTRACED, FLOW_TOO_PRIVATE ->
          "Values that the user or a trusted server gave, or `information-flow.otherwise: ask`.";
      case ARGUMENTS_INVALID -> "Arguments that match the schema that is pinned.";
      case ARGUMENT_DANGEROUS, ARGUMENT_NOT_OWNED ->
          "Another value, or another kind under `servers." + server + ".tools`.";
      case ARGUMENTS_SENSITIVE, RESPONSE_SENSITIVE ->
          "An exception under `servers." + server + ".redaction`, if it may be told.";
      case ARGUMENTS_SUSPICIOUS, RESPONSE_SUSPICIOUS ->
          "`servers." + server + ".guardrails: alert`, which lets it through and tells of it.";
      case UPSTREAM_CREDENTIAL_MISSING -> "The user's own credential for " + server + ".";
      default -> reason.explanation() + ". Nothing in the policy changes that.";
    };
  }
}
