package io.portreeve.guard;

import java.util.Locale;

/**
 * Why a control decided as it did: the whole vocabulary of audit, explain and console, in one file.
 *
 * <p>Operators see the reason; clients see only its {@link Answer}.
 */
public enum Reason {
  // Passes.
  NOT_CONCERNED(Answer.NONE, "the control has nothing to say about this kind of message"),
  UNGUARDED(Answer.NONE, "no control is in force"),
  AUTHENTICATED(Answer.NONE, "the credential proves who speaks"),
  CLIENT_ALLOWED(Answer.NONE, "the client may come"),
  DELEGATION_VERIFIED(Answer.NONE, "whoever acts for somebody else may act for him"),
  WITHIN_LIMITS(Answer.NONE, "the principal is within its limits"),
  ALLOWLISTED(Answer.NONE, "the operator named it"),
  VISIBLE(Answer.NONE, "the principal may see it"),
  POLICY_ALLOWED(Answer.NONE, "a rule allows it and none denies it"),
  SHADOW_DENIED(Answer.NONE, "a rule allows it; one that is only tried would have denied it"),
  DEFINITION_APPROVED(Answer.NONE, "the definition is the approved one"),
  SCANNED(Answer.NONE, "no scan found what is quarantined"),
  ARGUMENTS_VALID(Answer.NONE, "the arguments match the pinned schema"),
  ARGUMENTS_CLEAN(Answer.NONE, "the arguments are in canonical form"),
  RESPONSE_VALID(Answer.NONE, "the answer is of the expected form"),
  RESPONSE_CLEAN(Answer.NONE, "nothing in the answer is active in its sink"),
  APPROVAL_NOT_REQUIRED(Answer.NONE, "the operator demands no approval for it"),
  APPROVED(Answer.NONE, "a person approved this very call"),
  UNSUSPICIOUS(Answer.NONE, "no text looks like orders to a model"),
  INJECTION_SUSPECTED(Answer.NONE, "a text looks like orders to a model, and goes on"),
  UNCLASSIFIED(Answer.NONE, "a classifier gave no opinion on it, and it goes on"),
  NOTHING_SENSITIVE(Answer.NONE, "no text holds a secret or personal data of a known form"),
  SENSITIVE_SEEN(Answer.NONE, "a text holds a secret or personal data, and goes on"),
  OBJECTS_OWNED(Answer.NONE, "what the call made belongs to whoever called"),
  FLOW_HARMLESS(Answer.NONE, "the call does nothing that somebody else's words could steer"),
  FLOW_ALLOWED(Answer.NONE, "what steers the call comes from where it may come from"),
  HEARD_TRUSTED(Answer.NONE, "the operator trusts what was said"),
  HEARD_UNTRUSTED(Answer.NONE, "what was said is untrusted, and the conversation with it"),
  MEMORY_VERIFIED(Answer.NONE, "all that the memory says was written through us"),
  MEMORY_INCOMPLETE(Answer.NONE, "entries that were written through us are gone from the memory"),
  MEMORY_SIGNED(Answer.NONE, "what was written or deleted is noted"),
  NOTHING_UNMARKED(Answer.NONE, "no text for a model is without its mark"),
  // Rewrites.
  MEMORY_QUARANTINED(Answer.NONE, "entries that were not written through us were cut"),
  MEMORY_DISCARDED(Answer.NONE, "entries that an operator discarded were cut"),
  ARGUMENTS_SANITIZED(Answer.NONE, "arguments were brought into canonical form"),
  RESPONSE_SANITIZED(Answer.NONE, "active content was made harmless"),
  SENSITIVE_REDACTED(Answer.NONE, "secrets or personal data were replaced"),
  DATA_MARKED(Answer.NONE, "text for a model was marked as data"),
  ENTRIES_HIDDEN(Answer.NONE, "entries were cut from a list"),
  DEFINITIONS_QUARANTINED(Answer.NONE, "definitions that are not approved were cut"),
  // Refusals.
  CREDENTIAL_MISSING(Answer.UNAUTHENTICATED, "no credential was presented"),
  CREDENTIAL_INVALID(
      Answer.UNAUTHENTICATED, "the credential is unknown, malformed or does not verify"),
  CREDENTIAL_EXPIRED(Answer.UNAUTHENTICATED, "the credential has expired"),
  CREDENTIAL_REVOKED(Answer.UNAUTHENTICATED, "the credential was revoked"),
  CREDENTIAL_UNCHECKED(Answer.UNAVAILABLE, "the credential cannot be checked now"),
  CREDENTIAL_INSUFFICIENT(Answer.FORBIDDEN, "the credential is good, but not for enough"),
  CLIENT_NOT_ALLOWED(Answer.FORBIDDEN, "the client is none that the operator named"),
  DELEGATION_REFUSED(Answer.FORBIDDEN, "the chain of actors is none that the operator allows"),
  ORIGIN_REFUSED(Answer.UNAUTHENTICATED, "the host or the origin is not one of ours"),
  RATE_EXCEEDED(Answer.TOO_MANY, "the principal sends faster than its limit"),
  STATE_UNAVAILABLE(
      Answer.UNAVAILABLE, "what all nodes must know of the moment cannot be asked now"),
  CONCURRENCY_EXCEEDED(Answer.TOO_MANY, "the principal has too many exchanges under way"),
  REQUEST_TOO_LARGE(Answer.FORBIDDEN, "the message is larger than the limit of the principal"),
  NOT_ALLOWLISTED(Answer.UNKNOWN, "the operator did not name it"),
  NOT_VISIBLE(Answer.UNKNOWN, "the rules hide it from the principal"),
  UNKNOWN_DEFINITION(Answer.UNKNOWN, "the server does not define it"),
  POLICY_DENIED(Answer.FORBIDDEN, "a rule denies it"),
  POLICY_NO_RULE(Answer.FORBIDDEN, "no rule allows it"),
  POLICY_ERROR(Answer.FORBIDDEN, "a rule could not be evaluated"),
  DECISION_DENIED(Answer.FORBIDDEN, "the outside decision point does not allow it"),
  DECISION_UNAVAILABLE(Answer.FORBIDDEN, "the outside decision point gave no decision"),
  SCOPE_INSUFFICIENT(
      Answer.UNDERSCOPED, "a rule allows it to tokens that grant more, which can be asked for"),
  FLOW_AFTER_UNTRUSTED(
      Answer.FORBIDDEN, "the call has effects, and untrusted data was heard before it"),
  FLOW_UNPLANNED(
      Answer.FORBIDDEN,
      "the call has effects, and was not planned before untrusted data was heard"),
  FLOW_UNTRACED(
      Answer.FORBIDDEN, "an argument that decides comes from nowhere that it may come from"),
  FLOW_TOO_PRIVATE(Answer.FORBIDDEN, "private data was heard, and the call could carry it outside"),
  APPROVAL_REQUIRED(Answer.UNAPPROVED, "a person has to approve it first"),
  APPROVAL_DENIED(Answer.DISAPPROVED, "a person denied it"),
  APPROVAL_IMPOSSIBLE(Answer.FORBIDDEN, "it needs an approval, and cannot be put before a person"),
  DEFINITION_QUARANTINED(Answer.UNKNOWN, "the definition waits for approval"),
  DEFINITION_DRIFTED(Answer.UNKNOWN, "the definition changed since it was approved"),
  SCAN_QUARANTINED(Answer.UNKNOWN, "a scan found what is quarantined"),
  SERVER_QUARANTINED(Answer.UNKNOWN, "a scan found why the whole server is quarantined"),
  ARGUMENTS_INVALID(Answer.INVALID_ARGUMENTS, "the arguments do not match the pinned schema"),
  ARGUMENT_DANGEROUS(Answer.INVALID_ARGUMENTS, "an argument is dangerous for its kind"),
  ARGUMENT_NOT_OWNED(Answer.UNKNOWN, "an argument names an object of somebody else"),
  ARGUMENTS_SUSPICIOUS(Answer.FORBIDDEN, "what the client sends looks like orders to a model"),
  ARGUMENTS_UNCLASSIFIED(Answer.FORBIDDEN, "a classifier gave no opinion on what the client sends"),
  ARGUMENTS_SENSITIVE(
      Answer.INVALID_ARGUMENTS, "what the client sends holds a secret or personal data"),
  SCHEMA_UNUSABLE(Answer.FAILED, "the pinned schema cannot be evaluated safely"),
  RESPONSE_INVALID(Answer.WITHHELD, "the answer is not of the expected form"),
  RESPONSE_TOO_LARGE(Answer.WITHHELD, "the answer is larger than the limit"),
  OUTPUT_SCHEMA_VIOLATED(
      Answer.WITHHELD, "the structured content does not match the output schema"),
  STRUCTURED_CONTENT_MISSING(Answer.WITHHELD, "the tool promised structured content and gave none"),
  INPUT_NOT_ALLOWED(
      Answer.WITHHELD, "the server asks for what the operator did not let it ask for"),
  URI_SCHEME_REFUSED(Answer.WITHHELD, "the answer points to a scheme that is not allowed"),
  RESPONSE_DANGEROUS(Answer.WITHHELD, "the answer cannot be made harmless for its sink"),
  RESPONSE_SUSPICIOUS(Answer.WITHHELD, "the answer looks like orders to a model"),
  RESPONSE_UNCLASSIFIED(Answer.WITHHELD, "a classifier gave no opinion on the answer"),
  RESPONSE_SENSITIVE(Answer.WITHHELD, "the answer holds a secret or personal data"),
  OBJECT_CLAIMED(
      Answer.EXECUTED, "the answer says that an object was made that is somebody else's"),
  OBJECT_GIVEN(
      Answer.EXECUTED, "the answer says that an object was made that the call named itself"),
  OBJECT_UNNAMED(Answer.EXECUTED, "the answer does not say which object was made"),
  OWNERSHIP_UNRECORDED(
      Answer.EXECUTED, "an object was made, and whose it is could not be recorded"),
  MEMORY_UNREADABLE(
      Answer.WITHHELD, "the answer of a memory is not of the form in which entries are verified"),
  MEMORY_UNSIGNED(
      Answer.EXECUTED, "a memory was changed, and what was written could not be signed"),
  MESSAGE_MALFORMED(Answer.FORBIDDEN, "the message breaks the protocol"),
  CLIENT_INCAPABLE(
      Answer.INCAPABLE, "the server asks for a capability that the client did not declare"),
  STATE_INVALID(
      Answer.INVALID_STATE, "the request state is forged, expired or of another principal"),
  AUDIT_UNAVAILABLE(Answer.FAILED, "the decision could not be recorded"),
  UPSTREAM_FAILED(Answer.FAILED, "the server could not be reached or broke the protocol"),
  UPSTREAM_CREDENTIAL_MISSING(
      Answer.FAILED, "there is no credential of the principal's for the server"),
  GATEWAY_STOPPING(Answer.STOPPING, "the gateway was stopped before the exchange was over"),
  EXCHANGE_TIMED_OUT(Answer.FAILED, "the exchange took longer than its limit as a whole"),
  CONTROL_FAILED(Answer.FAILED, "a control threw, timed out or gave no verdict"),
  // What programs of servers are kept from; no client hears of it.
  SANDBOX_REFUSED(Answer.NONE, "a program tried what its sandbox does not grant"),
  SANDBOX_EXHAUSTED(Answer.NONE, "a program came to the end of what its sandbox lets it use up"),
  EGRESS_REFUSED(Answer.NONE, "a program tried to connect to where its sandbox does not lead"),
  // What connections of our own are kept from; clients hear that the server cannot be reached.
  DESTINATION_REFUSED(Answer.NONE, "a name leads where the operator lets no connection go"),
  SERVER_UNPROVED(Answer.NONE, "a connection proves not to be with the server, or not by us");

  private final Answer answer;
  private final String explanation;
  private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Reason(Answer answer, String explanation) {
    this.answer = answer;
    this.explanation = explanation;
  }

  public Answer answer() {
    return answer;
  }

  public String explanation() {
    return explanation;
  }

  /** Whether it belongs on record where nothing else of what passes does. */
  public boolean alerts() {
    return switch (this) {
      case INJECTION_SUSPECTED, UNCLASSIFIED, SENSITIVE_SEEN, MEMORY_INCOMPLETE -> true;
      default -> false;
    };
  }

  /** Kebab case, as audit records and policies write it. */
  public String wire() {
    return wire;
  }

  @Override
  public String toString() {
    return wire;
  }
}
