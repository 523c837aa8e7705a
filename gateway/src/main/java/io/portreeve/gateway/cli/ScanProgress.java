package io.portreeve.gateway.cli;

import io.portreeve.gateway.scan.finding.Progress;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells whoever waits what a scan, or something else that takes as long, is doing: on a terminal in
 * one line that is written over, and elsewhere now and then in a line of its own.
 */
final class ScanProgress implements Progress, AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String CLEAR = "\r\033[K";
  private static final int LONGEST = 60;

  private final Terminal terminal;
  private final String doing;
  private Instant next;

  ScanProgress(Terminal terminal) {
    this(terminal, "scanning");
  }

  /** Of something that is done to whatever it is at. */
  ScanProgress(Terminal terminal, String doing) {
    this.terminal = terminal;
    this.doing = doing;
    this.next = terminal.clock().instant().plus(PAUSE);
  }

  @Override
  public synchronized void at(String what) {
    String shown = Shown.of(what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what);
    Instant now = terminal.clock().instant();
    if (terminal.colored()) {
      terminal.err().print(CLEAR + doing + " " + shown);
      terminal.err().flush();
    } else if (now.isAfter(next)) {
      next = now.plus(PAUSE);
      terminal.err().println("portreeve: " + doing + " " + shown);
      terminal.err().flush();
    }
  }

  /** Makes room for another line. */
  synchronized void clear() {
    if (terminal.colored()) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
