package io.portreeve.mcp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How serious a log line is (RFC 5424), least serious first. */
public enum LogLevel {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  ALERT,
  EMERGENCY;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }

  public boolean atLeast(LogLevel other) {
    return compareTo(other) >= 0;
  }

  public static Optional<LogLevel> of(String wire) {
    return Arrays.stream(values()).filter(level -> level.wire.equals(wire)).findFirst();
  }
}
