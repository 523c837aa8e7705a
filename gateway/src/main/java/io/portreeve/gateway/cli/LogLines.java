package io.portreeve.gateway.cli;

import io.portreeve.gateway.display.VisibleText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** What a running gateway tells its operator: a line each, its commands as they can be typed. */
final class LogLines extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");

  private final Terminal terminal;

  private LogLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** From now on the lines of this process are such. */
  static void to(Terminal terminal) {
    Stream.of(Logger.getLogger("").getHandlers())
        .forEach(handler -> handler.setFormatter(of(terminal)));
  }

  static LogLines of(Terminal terminal) {
    return new LogLines(terminal);
  }

  @Override
  public String format(LogRecord told) {
    String why =
        told.getThrown() == null ? "" : System.lineSeparator() + unobeyed(trace(told.getThrown()));
    return (terminal.colored() ? ScanProgress.CLEAR : "") // it may be in the middle of one
        + TIME.format(told.getInstant().atZone(ZoneId.systemDefault()))
        + " "
        + told.getLevel().getName()
        + " "
        + unobeyed(terminal.typed(formatMessage(told)))
        + why
        + System.lineSeparator();
  }

  /**
   * With everything written out that a terminal would obey or nobody would see: peers' words stand
   * in some lines. Lines of ours stay lines.
   */
  private static String unobeyed(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (point == '\n' || point == '\t' || VisibleText.isVisible(point)) {
            out.appendCodePoint(point);
          } else {
            out.append("\\u{").append(Integer.toHexString(point)).append('}');
          }
        });
    return out.toString();
  }

  private static String trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }
}
