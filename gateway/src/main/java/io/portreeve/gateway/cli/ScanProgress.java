package io.portreeve.gateway.cli;

import io.portreeve.gateway.scan.finding.Progress;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells whoever waits what a scan is doing: on a terminal in one line that is written over, and
 * elsewhere now and then in a line of its own.
 */
final class ScanProgress implements Progress, AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String CLEAR = "\r\033[K";
  private static final int LONGEST = 60;

  private final Terminal terminal;
  private Instant next;

  ScanProgress(Terminal terminal) {
    this.terminal = terminal;
    this.next = terminal.clock().instant().plus(PAUSE);
  }

  @Override
  public synchronized void at(String what) {
    String shown = Shown.of(what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what);
    Instant now = terminal.clock().instant();
    if (terminal.colored()) {
      terminal.err().print(CLEAR + "scanning " + shown);
      terminal.err().flush();
    } else if (now.isAfter(next)) {
      next = now.plus(PAUSE);
      terminal.err().println("portreeve: scanning " + shown);
      terminal.err().flush();
    }
  }

  @Override
  public synchronized void close() {
    if (terminal.colored()) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
    }
  }
}
