package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.form.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
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
          case MissingParameterException missing -> missing(missing.getMissing()) + "; " + see;
          case OverwrittenOptionException twice ->
              name(twice.getOverwritten()) + " was given more than once; keep one";
          default -> value(wrong) + "; " + see;
        };
    terminal.err().println("portreeve: " + terminal.typed(said));
    return ExitCode.USAGE.number();
  }

  private static String unmatched(UnmatchedArgumentException unmatched) {
    String first = unmatched.getUnmatched().getFirst();
    boolean group = !unmatched.getCommandLine().getSubcommands().isEmpty();
    String what = first.startsWith("-") ? "option" : group ? "command" : "word";
    return "there is no " + what + " `" + Shown.of(first) + "` here";
  }

  private static Optional<String> nearest(UnmatchedArgumentException unmatched) {
    return unmatched.getSuggestions().stream()
        .findFirst()
        .or(() ->
            Words.nearest(
                unmatched.getUnmatched().getFirst(),
                unmatched.getCommandLine().getSubcommands().keySet()))
        .map(word -> "did you mean `" + word + "`?");
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
    return arg.type() == int.class || arg.type() == Integer.class
        ? "a number"
        : "such as " + arg.paramLabel();
  }

  private static String name(ArgSpec arg) {
    return "`" + (arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel()) + "`";
  }
}
