package io.portreeve.gateway.console.audit;

import io.portreeve.gateway.audit.AuditReport;
import java.time.Instant;

/** How far a verification of the log is. */
sealed interface Verifying {
  /** Nobody asked for one. */
  record NotYet() implements Verifying {}

  /**
   * It goes on.
   *
   * @param files so many are read
   * @param of so many; 0 before that is known
   */
  record Under(int files, int of) implements Verifying {}

  /** It came to its end. */
  record Over(AuditReport report, Instant at) implements Verifying {}

  /** It did not, which says nothing about the log. */
  record Broke(String why, Instant at) implements Verifying {}
}
