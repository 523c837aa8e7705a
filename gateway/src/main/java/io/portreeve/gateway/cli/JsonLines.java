package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.LogFormat;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.mcp.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What a running gateway tells its operator, for a program that reads it: an object of JSON a line.
 * The event is what its logger is called below {@code io.portreeve}, and stays when words change.
 */
final class JsonLines extends Formatter {
  private static final String OURS = "io.portreeve.";

  private final Terminal terminal;

  private JsonLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** From now on the lines that this process logs are such. */
  static void to(Terminal terminal) {
    Stream.of(Logger.getLogger("").getHandlers())
        .forEach(handler -> handler.setFormatter(new JsonLines(terminal)));
  }

  static boolean isWanted(Configuration right) {
    return right.log().format() == LogFormat.JSON;
  }

  /** The formatter alone. */
  static Formatter of(Terminal terminal) {
    return new JsonLines(terminal);
  }

  static JsonObject line(Instant at, String severity, String event, String text) {
    return JsonObject.empty()
        .with("time", at.toString())
        .with("severity", severity)
        .with("event", event)
        .with("text", text);
  }

  @Override
  public String format(LogRecord told) {
    String name = told.getLoggerName() == null ? "" : told.getLoggerName();
    boolean ours = name.startsWith(OURS);
    JsonObject line =
        line(
            told.getInstant(),
            severity(told),
            ours ? name.substring(OURS.length()) : "library",
            terminal.typed(formatMessage(told)));
    if (!ours) {
      line = line.with("logger", name);
    }
    if (told.getThrown() != null) {
      line = line.with("fault", told.getThrown().getClass().getName());
      line = line.with("trace", trace(told.getThrown()));
    }
    return shown(line) + System.lineSeparator();
  }

  /** With nothing in it that a terminal would obey. */
  static String shown(JsonObject line) {
    return VisibleText.json(line.toString());
  }

  /** By the names that {@link System.Logger.Level} has. */
  private static String severity(LogRecord told) {
    return switch (told.getLevel().getName().toUpperCase(Locale.ROOT)) {
      case "SEVERE" -> "ERROR";
      case "WARNING" -> "WARNING";
      case "INFO", "CONFIG" -> "INFO";
      default -> "DEBUG";
    };
  }

  private static String trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }
}
