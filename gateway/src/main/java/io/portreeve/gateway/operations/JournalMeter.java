package io.portreeve.gateway.operations;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricsPage;

/** How the audit log is doing. */
public record JournalMeter(AuditJournal journal) implements Measured {
  @Override
  public void measure(MetricsPage page) {
    var _ =
        page.gauge("portreeve_audit_up", "Whether records can be written")
            .sample(journal.isAvailable() ? 1 : 0);
    var _ =
        page.counter("portreeve_audit_records", "Records that were written")
            .sample(journal.written());
    var _ =
        page.counter("portreeve_audit_refused", "Records that could not be written")
            .sample(journal.refused());
    var _ =
        page.gauge("portreeve_audit_waiting", "Records that wait for the writer")
            .sample(journal.waiting());
  }
}
