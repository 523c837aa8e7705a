package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.AuditTail;
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

  private final Terminal terminal;
  private final AuditTail tail;
  private final Consumer<List<AuditRecord>> show;
  private final Thread thread;

  private TailLoop(Terminal terminal, AuditTail tail, Consumer<List<AuditRecord>> show) {
    this.terminal = terminal;
    this.tail = tail;
    this.show = show;
    this.thread = Thread.ofVirtual().name("audit-tail").unstarted(this::lookOn);
  }

  static TailLoop start(Terminal terminal, AuditTail tail, Consumer<List<AuditRecord>> show) {
    TailLoop loop = new TailLoop(terminal, tail, show);
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
    terminal.err().println("portreeve: the audit log is shown no further: " + why);
    terminal.err().flush();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
