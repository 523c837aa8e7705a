package io.portreeve.gateway.cli;

import io.portreeve.gateway.display.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commands of this program in a text for people, as they would be typed where this one was: by
 * the name that it was called by, and about the configuration that it was told.
 *
 * @param command how this program was called
 * @param file the configuration that was named; empty if none was
 */
public record Typed(String command, Optional<String> file) {
  private static final List<String> NAMING = List.of("-c", "--config");

  /** A command in a text, with what it takes a configuration for. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "`portreeve (?:((?:check|controls|doctor|explain|run|stdio|scan(?: accept(?:ed)?)?"
              + "|(?:approvals|audit|keys|logins|memory|pins|policy|relations|secrets|store)"
              + " [a-z]+)"
              + "(?![a-z-]))(?! -c| --help| --reference| --schema| --upstream))?");

  private static final Pattern IN_EXAMPLE = Pattern.compile("([ (])portreeve (?=[a-z-])");
  private static final Pattern AFTER_COLON = Pattern.compile("^(.*: )portreeve ");

  private static final Pattern JOINED = Pattern.compile("(?:--config=|-c=?)([^-].*)");

  /** The same about what these words of a command line name. */
  Typed with(String... words) {
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (NAMING.contains(word) && i + 1 < words.length) {
        return about(words[i + 1]);
      }
      Matcher joined = JOINED.matcher(word);
      if (joined.matches()) {
        return about(joined.group(1));
      }
    }
    return this;
  }

  /** The same about this configuration. */
  Typed about(String named) {
    return new Typed(command, Optional.of(named));
  }

  /** The text with every command in it as it would be typed. */
  String of(String text) {
    return COMMAND
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(typed(found.group(1))));
  }

  private String typed(@Nullable String subcommand) {
    return "`"
        + command
        + " "
        + (subcommand == null
            ? ""
            : subcommand + file.map(named -> " -c " + ShellWord.of(named)).orElse(""));
  }

  /** A line of a help text, likewise: what begins with blanks is typed, with words before it. */
  String example(String line) {
    Pattern here = line.startsWith("  ") ? IN_EXAMPLE : AFTER_COLON;
    return here.matcher(line).replaceAll("$1" + Matcher.quoteReplacement(command) + " ");
  }
}
