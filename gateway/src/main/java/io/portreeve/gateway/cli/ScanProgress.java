package io.portreeve.gateway.cli;

import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.scan.finding.Progress;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells whoever waits what a scan, or something else that takes as long, is doing, and for how
 * long: on a terminal in one line that is written over, and elsewhere now and then in a line of its
 * own.
 */
final class ScanProgress implements Progress, AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration TICK = Duration.ofSeconds(1);

  /** What a terminal forgets a line with that is to be written over. */
  static final String CLEAR = "\r\033[K";

  private static final int LONGEST = 60;

  private final Terminal terminal;
  private final String doing;
  private final Recurring ticks;
  private String what = "";
  private Instant since;
  private Instant next;

  ScanProgress(Terminal terminal) {
    this(terminal, "scanning");
  }

  /** Of something that is done to whatever it is at. */
  ScanProgress(Terminal terminal, String doing) {
    this.terminal = terminal;
    this.doing = doing;
    this.since = terminal.clock().instant();
    this.next = since.plus(PAUSE);
    this.ticks = Recurring.start("progress", TICK, this::tick);
  }

  @Override
  public synchronized void at(String other) {
    if (!other.equals(what)) {
      what = other;
      since = terminal.clock().instant();
    }
    tell();
  }

  /** Says it again of what takes long: nobody else would while it hangs. */
  synchronized void tick() {
    if (!what.isEmpty()) {
      tell();
    }
  }

  private void tell() {
    String shown = doing + " " + Shown.of(cut(what)) + time();
    if (terminal.colored()) {
      terminal.err().print(CLEAR + shown);
      terminal.err().flush();
    } else if (terminal.clock().instant().isAfter(next)) {
      next = terminal.clock().instant().plus(PAUSE);
      terminal.err().println("portreeve: " + shown);
      terminal.err().flush();
    }
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private String time() {
    long seconds = Duration.between(since, terminal.clock().instant()).toSeconds();
    return seconds < 2 ? "" : ", since " + seconds + " s";
  }

  /** Makes room for another line. */
  synchronized void clear() {
    what = "";
    if (terminal.colored()) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
    }
  }

  @Override
  public void close() {
    ticks.close();
    clear();
  }
}
