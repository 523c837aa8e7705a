package io.portreeve.gateway.store;

/** What became of a call that a person was asked about. */
public enum ApprovalState {
  /** Nobody said anything yet. */
  PENDING,
  /** A person said yes, and it was not called yet. */
  APPROVED,
  DENIED,
  /** It was called; the approval is good for nothing more. */
  USED,
  /** Nobody said anything, or nobody called, in time. */
  EXPIRED
}
