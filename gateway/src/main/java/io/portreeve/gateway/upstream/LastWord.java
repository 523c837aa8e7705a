package io.portreeve.gateway.upstream;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of the lines that a program wrote before it ended says most of why. */
final class LastWord {
  /** As runtimes begin the line of what nobody caught; Node writes its stack and version below. */
  private static final Pattern UNCAUGHT =
      Pattern.compile(
          "(?:Exception in thread \".*\" )?[\\w.$]*(?:Error|Exception)(?: \\[\\w+])?: .+");

  private LastWord() {}

  /** The last failure that stands there, or else the last line; empty if there is none. */
  static Optional<String> of(List<String> lines) {
    return lines.reversed().stream()
        .filter(line -> UNCAUGHT.matcher(line).matches())
        .findFirst()
        .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()));
  }
}
