package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.form.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, and what to write in its place. */
final class Misuse {
  private Misuse() {}

  static int report(Terminal terminal, ParameterException wrong) {
    String see = "see `" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help`";
    String said =
        switch (wrong) {
          case UnmatchedArgumentException unmatched ->
              unmatched(unmatched) + "; " + nearest(unmatched).orElse(see);
          case MissingParameterException missing ->
              missing(missing.getMissing()) + "; " + meant(missing).orElse(see);
          case OverwrittenOptionException twice ->
              name(twice.getOverwritten()) + " was given more than once; keep one";
          default -> value(wrong) + "; " + see;
        };
    terminal.aside("portreeve: " + said);
    return ExitCode.USAGE.number();
  }

  private static String unmatched(UnmatchedArgumentException unmatched) {
    String first = unmatched.getUnmatched().getFirst();
    boolean group = !unmatched.getCommandLine().getSubcommands().isEmpty();
    String what = first.startsWith("-") ? "option" : group ? "command" : "word";
    return "there is no " + what + " `" + Shown.of(first) + "` here";
  }

  private static Optional<String> nearest(UnmatchedArgumentException unmatched) {
    String first = unmatched.getUnmatched().getFirst();
    CommandLine asked = unmatched.getCommandLine();
    return first.startsWith("-")
        ? taking(asked, first)
            .or(() ->
                Words.nearest(first, asked.getCommandSpec().optionsMap().keySet())
                    .map(Misuse::meant))
        : Words.nearest(first, asked.getSubcommands().keySet()).map(Misuse::meant);
  }

  private static String meant(String word) {
    return "did you mean `" + word + "`?";
  }

  /** A group takes what its commands take, after their name. */
  private static Optional<String> taking(CommandLine group, String option) {
    String name = option.replaceFirst("=.*", "");
    return group.getSubcommands().values().stream()
        .filter(one -> one.getCommandSpec().findOption(name) != null)
        .min(Comparator.comparing(one -> !one.getCommandName().equals("list")))
        .map(one -> "write it after a command, as in `portreeve " + words(one, name) + "`");
  }

  /** The configuration that was named comes with every command that is shown. */
  private static String words(CommandLine command, String option) {
    CommandSpec spec = command.getCommandSpec();
    String words = spec.qualifiedName().substring(spec.root().name().length() + 1);
    return spec.findOption(option).longestName().equals("--config") ? words : words + " " + option;
  }

  /** A word that stands there alone is what its only missing option wants. */
  private static Optional<String> meant(MissingParameterException missing) {
    List<String> loose = missing.getCommandLine().getParseResult().unmatched();
    return missing.getMissing().size() == 1
            && missing.getMissing().getFirst() instanceof OptionSpec option
            && loose.size() == 1
            && !loose.getFirst().startsWith("-")
        ? Optional.of(
            "did you mean `" + option.longestName() + " " + Shown.of(loose.getFirst()) + "`?")
        : Optional.empty();
  }

  private static String missing(List<ArgSpec> args) {
    return args.stream()
        .map(arg ->
            name(arg)
                + (arg instanceof OptionSpec
                    ? " is missing, or its " + arg.paramLabel() + " is"
                    : " is missing"))
        .collect(Collectors.joining(", "));
  }

  private static String value(ParameterException wrong) {
    ArgSpec arg = wrong.getArgSpec();
    if (arg == null) {
      return Failures.oneLine(wrong).replaceAll("\\.+$", "");
    }
    String value =
        Optional.ofNullable(wrong.getValue())
            .map(text -> " `" + Shown.of(text) + "`")
            .orElse(" that");
    return name(arg) + " does not take" + value + ": it takes " + takes(arg);
  }

  private static String takes(ArgSpec arg) {
    Iterable<String> known = arg.completionCandidates();
    if (known != null) {
      return "one of " + String.join(", ", known);
    }
    return arg.type() == int.class
            || arg.type() == Integer.class
            || arg.typeInfo().getAuxiliaryTypeInfos().stream()
                .anyMatch(inner -> inner.getType() == Integer.class)
        ? "a number"
        : "such as " + arg.paramLabel();
  }

  private static String name(ArgSpec arg) {
    return "`" + (arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel()) + "`";
  }
}
