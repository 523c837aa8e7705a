package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.ManualClock;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ScanProgressTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final StringWriter written = new StringWriter();

  private ScanProgress progress(boolean terminal) {
    return new ScanProgress(world(terminal), "trying");
  }

  private Terminal world(boolean terminal) {
    return new Terminal(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        new PrintWriter(new StringWriter()),
        new PrintWriter(written),
        Path.of(""),
        _ -> Optional.empty(),
        Optional.empty(),
        clock,
        new Typed("portreeve", Optional.empty()),
        Integer.MAX_VALUE,
        terminal);
  }

  @Test
  void lineOfTheLog_isWrittenOverIt_onATerminalOnly() {
    LogRecord told = new LogRecord(Level.INFO, "a program is confined");

    assertThat(LogLines.of(world(true)).format(told)).startsWith("\r\033[K");
    assertThat(LogLines.of(world(false)).format(told)).doesNotContain("\r", "\033");
  }

  @Test
  void whatHangs_isSaidAgain_withItsTime() {
    try (ScanProgress progress = progress(false)) {
      progress.at("issuer corp");
      assertThat(written.toString()).isEmpty();

      clock.advance(Duration.ofSeconds(7));
      progress.tick();
      progress.tick();

      assertThat(written.toString().lines())
          .containsExactly("portreeve: trying issuer corp, since 7 s");
    }
  }

  @Test
  void onATerminal_theTimeStandsInTheSameLine() {
    try (ScanProgress progress = progress(true)) {
      progress.at("issuer corp");
      clock.advance(Duration.ofSeconds(2));
      progress.tick();
    }

    assertThat(written.toString())
        .contains("trying issuer corp\r", "\033[Ktrying issuer corp, since 2 s\r")
        .doesNotContain("\n");
  }

  /** The line that was made room for is not written into. */
  @Test
  void whatIsOver_isNotSaidAgain() {
    try (ScanProgress progress = progress(false)) {
      progress.at("issuer corp");
      progress.clear();
      clock.advance(Duration.ofSeconds(7));
      progress.tick();

      assertThat(written.toString()).isEmpty();
    }
  }
}
