package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditRecord;

/** Says on standard error how far a long log was read. */
final class ReplayProgress {
  private static final int EVERY = 200_000;

  private final Terminal terminal;
  private long records;

  ReplayProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  void read(AuditRecord record) {
    records++;
    if (records % EVERY == 0) {
      terminal.err().println("portreeve: " + records + " records read, up to " + record.time());
      terminal.err().flush();
    }
  }
}
