package io.portreeve.gateway.desk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a file of environment variables, as {@code NAME=value}. */
record EnvironmentLine(String name, String value) {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*?)\\s*");

  /** What it sets; empty for a comment or a line of another form. */
  static Optional<EnvironmentLine> read(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches()
        ? Optional.of(new EnvironmentLine(parts.group(1), bare(parts.group(2))))
        : Optional.empty();
  }

  private static String bare(String value) {
    boolean quoted =
        value.length() >= 2
            && value.charAt(0) == value.charAt(value.length() - 1)
            && "\"'".indexOf(value.charAt(0)) >= 0;
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
