package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.AuditTail;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Shows what is added to an audit log, within a second of it, until it is closed; if it cannot go
 * on, it says so.
 */
final class TailLoop implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final EventLog log;
  private final AuditTail tail;
  private final Consumer<List<AuditRecord>> show;
  private final Thread thread;

  private TailLoop(EventLog log, AuditTail tail, Consumer<List<AuditRecord>> show) {
    this.log = log;
    this.tail = tail;
    this.show = show;
    this.thread = Thread.ofVirtual().name("audit-tail").unstarted(this::lookOn);
  }

  static TailLoop start(EventLog log, AuditTail tail, Consumer<List<AuditRecord>> show) {
    TailLoop loop = new TailLoop(log, tail, show);
    loop.thread.start();
    return loop;
  }

  private void lookOn() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        show.accept(tail.poll());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException unreadable) {
      end(Failures.oneLine(unreadable));
    } catch (RuntimeException fault) {
      end(fault.toString());
    }
  }

  private void end(String why) {
    log.warning(
        "audit.unshown",
        "the audit log is shown no further: " + why,
        JsonObject.empty().with("why", why));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
