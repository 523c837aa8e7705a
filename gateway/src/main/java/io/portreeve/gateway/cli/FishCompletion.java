package io.portreeve.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A script that completes commands and options in fish, made of the commands themselves. */
final class FishCompletion {
  /** Whether the words that are no options begin so, and are so many. */
  private static final String AT =
      """
      # Completes portreeve in fish: portreeve completion --shell fish | source
      function __portreeve_words
          commandline -opc | string match --invert -- '-*' | tail -n +2
      end
      function __portreeve_at
          set -l words (__portreeve_words)
          set -l depth (count $argv)
          test (count $words) -ge $depth; or return 1
          test $depth -eq 0; or test "$words[1..$depth]" = "$argv"
      end
      function __portreeve_next
          set -l words (__portreeve_words)
          test (count $words) -eq (count $argv); and __portreeve_at $argv
      end
      """;

  private final List<String> lines = new ArrayList<>();

  private FishCompletion() {}

  static String of(CommandLine root) {
    FishCompletion script = new FishCompletion();
    script.command(root, List.of());
    return AT + String.join("\n", script.lines) + "\n";
  }

  private void command(CommandLine command, List<String> path) {
    CommandSpec spec = command.getCommandSpec();
    String at = command.getSubcommands().isEmpty() ? "at" : "next"; // those below have their own
    spec.options().stream().filter(one -> !one.hidden()).forEach(one -> option(one, at, path));
    command
        .getSubcommands()
        .forEach((name, below) -> {
          if (below.getCommandSpec().usageMessage().hidden()) {
            return;
          }
          lines.add(
              "complete -c portreeve -f -n '__portreeve_next%s' -a %s -d %s"
                  .formatted(words(path), name, quoted(description(below.getCommandSpec()))));
          List<String> deeper = new ArrayList<>(path);
          deeper.add(name);
          command(below, deeper);
        });
  }

  private static String words(List<String> path) {
    return path.stream().map(word -> " " + word).collect(Collectors.joining());
  }

  /** One that takes a value lets files be completed where fish knows no better. */
  private void option(OptionSpec option, String at, List<String> path) {
    StringBuilder line = new StringBuilder("complete -c portreeve -n '__portreeve_" + at);
    line.append(words(path)).append('\'');
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      line.append(" -r");
      if (option.completionCandidates() != null) {
        line.append(" -f -a ")
            .append(
                quoted(String.join(" ", Objects.requireNonNull(option.completionCandidates()))));
      }
    }
    lines.add(line.append(" -d ").append(quoted(first(option.description()))).toString());
  }

  private static String description(CommandSpec spec) {
    return first(spec.usageMessage().description());
  }

  /** The first sentence, which says what it does. */
  static String first(String[] lines) {
    String all = lines.length == 0 ? "" : lines[0].replace("%n", " ").replace("%%", "%");
    int end = all.indexOf(". ");
    return (end < 0 ? all : all.substring(0, end)).replaceAll("\\.$", "");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
