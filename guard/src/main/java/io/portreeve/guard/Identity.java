package io.portreeve.guard;

/** What the presented credentials prove. */
public sealed interface Identity {
  /** No credential was presented. */
  record Absent() implements Identity {}

  /** They prove this principal. */
  record Authenticated(Principal principal) implements Identity {}

  /** Something was presented, and it proves nothing. */
  record Rejected(Reason reason, String detail) implements Identity {}
}
