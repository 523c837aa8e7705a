package io.portreeve.guard;

import java.util.Optional;

/** What the presented credentials prove. */
public sealed interface Identity {
  /** No credential was presented. */
  record Absent() implements Identity {}

  /** They prove this principal. */
  record Authenticated(Principal principal, Credential credential) implements Identity {
    /** By a credential of which nothing else is known. */
    public Authenticated(Principal principal) {
      this(principal, Credential.lasting());
    }
  }

  /**
   * Something was presented, and it proves nothing.
   *
   * @param formerly whose it was, if it is genuine but good no more: for the record alone
   */
  record Rejected(Reason reason, String detail, Optional<String> formerly) implements Identity {
    /** What was presented was never anybody's. */
    public Rejected(Reason reason, String detail) {
      this(reason, detail, Optional.empty());
    }
  }
}
