package io.portreeve.gateway.audit;

import java.io.Serial;

/** Something could not be recorded, and so must not happen: the caller refuses. */
public final class AuditUnavailable extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public AuditUnavailable(String message) {
    super(message);
  }

  public AuditUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
