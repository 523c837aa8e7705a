package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.replay.Recorded;
import io.portreeve.gateway.replay.RecordedUse;
import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * The uses that a log holds, as far as they are wished for; a long one says how far it was read.
 */
record RecordedUses(Terminal terminal, AuditReader log, AuditWish wish) {
  /**
   * Each of them, in the order of the log.
   *
   * @param unreadable is told of each whose record does not say who used what
   */
  void forEach(BiConsumer<AuditRecord, RecordedUse> each, Runnable unreadable) {
    ReplayProgress progress = new ReplayProgress(terminal);
    try {
      log.forEach(
          wish.filter(terminal),
          record -> {
            progress.read(record);
            switch (Recorded.of(record)) {
              case Recorded.Other _ -> {}
              case Recorded.Unreadable _ -> unreadable.run();
              case Recorded.Use(RecordedUse use) -> each.accept(record, use);
            }
          });
    } catch (IOException fault) {
      throw JournalOption.unreadable(fault);
    }
  }
}
