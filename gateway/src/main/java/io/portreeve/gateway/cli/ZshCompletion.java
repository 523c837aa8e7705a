package io.portreeve.gateway.cli;

import io.portreeve.gateway.display.ShellWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A script that completes commands and options in zsh, with what each does, made of the commands
 * themselves: a function for each, which zsh's own {@code _arguments} reads.
 */
final class ZshCompletion {
  private static final Set<String> FILES = Set.of("FILE", "FILES", "PATH");
  private static final Set<String> FOLDERS = Set.of("DIRECTORY", "FOLDER");

  private static final String HEAD =
      """
      #compdef portreeve
      # Completes portreeve in zsh, after compinit: source <(portreeve completion --shell zsh)
      # or, as a file of the name _portreeve, in a directory of $fpath.
      """;

  /** Sourced, it says whom it is for; found in {@code $fpath}, it is called. */
  private static final String TAIL =
      """
      if [[ "${funcstack[1]}" == _portreeve ]]; then
        _portreeve "$@"
      else
        compdef _portreeve portreeve
      fi
      """;

  private final List<String> functions = new ArrayList<>();

  private ZshCompletion() {}

  static String of(CommandLine root) {
    ZshCompletion script = new ZshCompletion();
    script.command(root, "_portreeve");
    return HEAD + String.join("", script.functions) + TAIL;
  }

  private void command(CommandLine command, String function) {
    Map<String, CommandLine> below = new TreeMap<>(command.getSubcommands());
    below.values().removeIf(one -> one.getCommandSpec().usageMessage().hidden());
    List<String> words = new ArrayList<>();
    command.getCommandSpec().options().stream()
        .filter(one -> !one.hidden())
        .map(ZshCompletion::option)
        .forEach(words::add);
    if (below.isEmpty()) {
      command.getCommandSpec().positionalParameters().stream()
          .filter(one -> !one.hidden())
          .map(one -> ShellWord.quoted("*:" + value(one)))
          .forEach(words::add);
      functions.add("%s() {\n  _arguments -s%s\n}\n".formatted(function, continued(words, "    ")));
      return;
    }
    words.add("'1: :->command'");
    words.add("'*:: :->rest'");
    functions.add(group(function, words, below));
    below.forEach((name, one) -> command(one, function + "_" + name));
  }

  /** A command that has others: which one, and what comes after its name. */
  private static String group(String function, List<String> words, Map<String, CommandLine> below) {
    List<String> known =
        below.entrySet().stream()
            .map(one ->
                ShellWord.quoted(
                    plain(one.getKey())
                        + ":"
                        + plain(description(one.getValue().getCommandSpec()))))
            .toList();
    String cases =
        below.keySet().stream()
            .map(name -> "        %s) %s_%s ;;\n".formatted(name, function, name))
            .collect(Collectors.joining());
    return """
    %s() {
      local context state state_descr line curcontext="$curcontext"
      typeset -A opt_args
      local -a commands
      _arguments -s -C%s
      case $state in
        command)
          commands=(%s
          )
          _describe command commands
          ;;
        rest)
          case $line[1] in
    %s      esac
          ;;
      esac
    }
    """
        .formatted(function, continued(words, "    "), lines(known), cases);
  }

  private static String continued(List<String> words, String indent) {
    return words.stream().map(word -> " \\\n" + indent + word).collect(Collectors.joining());
  }

  private static String lines(List<String> words) {
    return words.stream().map(word -> "\n        " + word).collect(Collectors.joining());
  }

  /** One of several names is given once, but for those that may be repeated. */
  private static String option(OptionSpec option) {
    boolean many = option.arity().max() > 0 && option.isMultiValue();
    List<String> names = Arrays.asList(option.names());
    String said =
        "["
            + bracketed(FishCompletion.first(option.description()))
            + "]"
            + (option.arity().max() > 0 ? ":" + value(option) : "");
    return names.stream()
        .map(name -> {
          String form = option.arity().max() > 0 && name.startsWith("--") ? name + "=" : name;
          String apart = many ? "*" : "(" + String.join(" ", names) + ")";
          return ShellWord.quoted(apart + form + said);
        })
        .collect(Collectors.joining(" "));
  }

  /** What it is called, and what it may be. */
  private static String value(ArgSpec arg) {
    String label = plain(arg.paramLabel());
    Iterable<String> known = arg.completionCandidates();
    if (known != null) {
      return label + ":(" + String.join(" ", known) + ")";
    }
    if (FOLDERS.contains(arg.paramLabel())) {
      return label + ":_files -/";
    }
    return label + (FILES.contains(arg.paramLabel()) ? ":_files" : ": ");
  }

  private static String description(CommandSpec spec) {
    return FishCompletion.first(spec.usageMessage().description());
  }

  private static String plain(String text) {
    return text.replace("\\", "\\\\").replace(":", "\\:");
  }

  private static String bracketed(String text) {
    return plain(text).replace("[", "\\[").replace("]", "\\]");
  }
}
