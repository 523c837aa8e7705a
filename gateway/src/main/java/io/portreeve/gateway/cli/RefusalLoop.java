package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.AuditTail;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows on the screen what a gateway refuses, from its own audit log: a line for each refusal, and
 * of many in a second only the first ones.
 */
final class RefusalLoop implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int MOST = 5;

  private final Terminal terminal;
  private final AuditTail tail;
  private final Thread thread;

  private RefusalLoop(Terminal terminal, AuditTail tail) {
    this.terminal = terminal;
    this.tail = tail;
    this.thread = Thread.ofVirtual().name("refusals").unstarted(this::lookOn);
  }

  /** Shows what is refused from now on. */
  static RefusalLoop start(Terminal terminal, Path data) throws IOException {
    AuditReader journal = new AuditReader(data.resolve("audit"));
    RefusalLoop loop = new RefusalLoop(terminal, journal.tail(AuditFilter.all().verdict("refuse")));
    loop.thread.start();
    return loop;
  }

  private void lookOn() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        show(terminal, tail.poll());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException unreadable) {
      terminal.err().println("portreeve: refusals are not shown: " + Failures.oneLine(unreadable));
    }
  }

  /** Shows what was refused since the last look. */
  static void show(Terminal terminal, List<AuditRecord> refused) {
    refused.stream().limit(MOST).forEach(record -> terminal.err().println(line(record)));
    if (refused.size() > MOST) {
      String more = "refused  and " + (refused.size() - MOST) + " more: ";
      terminal.err().println(terminal.typed(more + "see `portreeve audit show --verdict refuse`"));
    }
    terminal.err().flush();
  }

  private static String line(AuditRecord record) {
    JsonObject fields = record.fields();
    String what = said(fields, " ", "principal", "server", "method", "tool", "prompt", "resource");
    String why = said(fields, ": ", "reason", "detail");
    return "refused  %s  %s  (exchange %s)".formatted(what, why, record.exchange());
  }

  private static String said(JsonObject fields, String between, String... names) {
    return Stream.of(names)
        .flatMap(name -> fields.string(name).stream())
        .filter(text -> !text.isEmpty())
        .map(Shown::of)
        .collect(Collectors.joining(between));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
