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

  /** As npm begins the lines in which it says what went wrong, and those that say nothing. */
  private static final Pattern NPM =
      Pattern.compile("npm (?:error|ERR!) (?!code |errno |syscall |path |dest |cwd ).+");

  private static final Pattern NPM_FOOT =
      Pattern.compile("npm (?:error|ERR!) (?:A complete log of this run.*|\\s+/.*)");

  private LastWord() {}

  /**
   * The last failure that stands there, or else the first that npm names, whose last line is where
   * its log was; or else the last line. Empty if there is none.
   */
  static Optional<String> of(List<String> lines) {
    return lines.reversed().stream()
        .filter(line -> UNCAUGHT.matcher(line).matches())
        .findFirst()
        .or(() ->
            lines.stream()
                .filter(line -> NPM.matcher(line).matches() && !NPM_FOOT.matcher(line).matches())
                .findFirst())
        .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()));
  }
}
