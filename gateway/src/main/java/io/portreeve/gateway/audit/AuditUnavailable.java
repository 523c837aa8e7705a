package io.portreeve.gateway.audit;

import io.portreeve.gateway.outage.FullDisk;
import java.io.Serial;

/** Something could not be recorded, and so must not happen: the caller refuses. */
public sealed class AuditUnavailable extends Exception permits JournalTaken {
  @Serial private static final long serialVersionUID = 1L;

  public AuditUnavailable(String message) {
    super(message);
  }

  /** A full disk among the causes is named. */
  public AuditUnavailable(String message, Throwable cause) {
    super(FullDisk.named(message, cause), cause);
  }
}
