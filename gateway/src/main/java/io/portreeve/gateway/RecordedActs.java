package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.store.Act;
import io.portreeve.gateway.store.Acts;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.Duration;

/**
 * Takes into the audit log what was done with keys and pins: by commands beside this gateway within
 * two seconds, and what was done while none ran at the start.
 *
 * <p>No act is missed. One may be recorded twice, with the same number, where the process dies
 * between the two.
 */
final class RecordedActs implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int MOST = 100;
  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.acts-unrecorded");

  private final Acts acts;
  private final AuditJournal journal;
  private final StoreWatch watch;
  private final Recurring looking;

  RecordedActs(Acts acts, AuditJournal journal, StoreWatch watch) {
    this.acts = acts;
    this.journal = journal;
    this.watch = watch;
    record();
    this.looking = Recurring.start("acts", PAUSE, this::record);
  }

  /** Records what waits; what cannot be recorded now is tried again. */
  private synchronized void record() {
    try {
      for (Act act : acts.waiting(MOST)) {
        journal.append(entry(act)).await();
        acts.recorded(act);
      }
      watch.answered();
    } catch (StoreUnavailable down) {
      watch.failed(down);
    } catch (AuditUnavailable down) {
      LOG.log(
          System.Logger.Level.WARNING,
          () -> "what was done with keys and pins is not recorded yet: " + down.getMessage());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static AuditEntry entry(Act act) {
    return AuditEntry.event(
        act.event(), act.fields().with("act", act.number()).with("done", act.at().toString()));
  }

  @Override
  public void close() {
    looking.close();
    record();
  }
}
