package io.portreeve.gateway.audit;

import java.io.Serial;

/** Another process, or another part of this one, writes the journal. */
public final class JournalTaken extends AuditUnavailable {
  @Serial private static final long serialVersionUID = 1L;

  JournalTaken(String message) {
    super(message);
  }
}
