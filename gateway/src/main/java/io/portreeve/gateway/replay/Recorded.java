package io.portreeve.gateway.replay;

import io.portreeve.gateway.audit.AuditRecord;

/** What a record is for whoever judges again. */
public sealed interface Recorded {
  /** A use, which rules judge. */
  record Use(RecordedUse use) implements Recorded {}

  /** A record of anything else. */
  record Other() implements Recorded {}

  /** A use of which the record does not say enough: not even who used what. */
  record Unreadable() implements Recorded {}

  static Recorded of(AuditRecord record) {
    return RecordReading.read(record);
  }
}
