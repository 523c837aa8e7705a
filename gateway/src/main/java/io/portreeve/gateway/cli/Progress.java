package io.portreeve.gateway.cli;

/** Says on standard error how far a long reading is, on every so many records. */
final class Progress {
  private final Terminal terminal;
  private final int every;
  private long seen;

  Progress(Terminal terminal, int every) {
    this.terminal = terminal;
    this.every = every;
  }

  void one() {
    seen++;
    if (seen % every == 0) {
      terminal.err().println("portreeve: " + seen + " records so far");
      terminal.err().flush();
    }
  }
}
