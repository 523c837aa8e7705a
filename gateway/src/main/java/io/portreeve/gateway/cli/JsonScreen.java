package io.portreeve.gateway.cli;

import java.io.Writer;

/** Takes text, and gives each whole line of it on as an object. */
final class JsonScreen extends Writer {
  private final Terminal terminal;
  private final StringBuilder begun = new StringBuilder();

  JsonScreen(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void write(char[] from, int offset, int length) {
    synchronized (begun) {
      begun.append(from, offset, length);
      for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
        tell(begun.substring(0, end).stripTrailing());
        begun.delete(0, end + 1);
      }
    }
  }

  private void tell(String line) {
    if (!line.isEmpty()) {
      terminal.err().println(JsonLines.shown(JsonLines.onScreen(terminal.clock().instant(), line)));
    }
  }

  @Override
  public void flush() {
    terminal.err().flush();
  }

  /** What it writes to is the process's own. */
  @Override
  public void close() {
    flush();
  }
}
