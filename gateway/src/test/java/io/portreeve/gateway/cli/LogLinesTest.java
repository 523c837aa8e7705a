package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLinesTest {
  @TempDir private Path directory = Path.of("");

  private String format(LogRecord told) {
    Terminal terminal = Ran.terminal(new StringWriter(), new StringWriter(), directory, Map.of());
    return LogLines.of(terminal).format(told);
  }

  /** Terminals with 8-bit controls obey U+009B, and nobody sees what turns a line around. */
  @Test
  void wordsOfAPeer_commandNoTerminal_alsoInATrace() {
    LogRecord told = new LogRecord(Level.WARNING, "said \u009b31m\u202e\u2028 and \u001b[2J");
    told.setThrown(new IOException("thrown \u009b2J"));

    assertThat(format(told))
        .contains("said \\u{9b}31m\\u{202e}\\u{2028} and \\u{1b}[2J", "thrown \\u{9b}2J\n\tat ")
        .doesNotContain("\u009b", "\u202e", "\u2028", "\u001b");
  }

  @Test
  void linesOfOurs_stayAsTheyAre() {
    assertThat(format(new LogRecord(Level.INFO, "C:\\data, für Ann\nsecond line")))
        .endsWith("INFO C:\\data, für Ann\nsecond line" + System.lineSeparator());
  }
}
