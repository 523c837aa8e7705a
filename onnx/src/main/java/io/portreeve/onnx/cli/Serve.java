package io.portreeve.onnx.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs {@code onnx/serve}. */
public final class Serve {
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,6})(ms|s)");

  private Serve() {}

  /** Serves until the process is asked to end. */
  public static void main(String[] args) {
    // The tokenizer's library logs through a facade that would otherwise announce that nobody
    // listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    int status = run(List.of(args), System.out, System.err);
    System.exit(status);
  }

  /** Gives the exit status. */
  static int run(List<String> options, PrintStream out, PrintStream err) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new ServeCommand(out, err));
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this, and end.")
            .build());
    CommandLine line = new CommandLine(spec);
    line.registerConverter(Duration.class, Serve::duration);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((wrong, _) -> {
      err.println("onnx: " + said(wrong) + "; onnx/serve --help shows all options");
      return wrong.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    });
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    return line.execute(options.toArray(String[]::new));
  }

  /** A slip in the name of an option is told before what is missing since it is none. */
  private static String said(ParameterException wrong) {
    List<String> unknown =
        switch (wrong) {
          case UnmatchedArgumentException unmatched -> unmatched.getUnmatched();
          case MissingParameterException missing ->
              missing.getCommandLine().getParseResult().unmatched();
          default -> List.of();
        };
    return unknown.stream()
        .filter(word -> word.startsWith("-"))
        .findFirst()
        .map(word -> "there is no option " + word + nearest(wrong.getCommandLine(), word))
        .orElseGet(() -> missing(wrong));
  }

  private static String nearest(CommandLine line, String word) {
    return new UnmatchedArgumentException(line, List.of(word))
        .getSuggestions().stream().findFirst().map(one -> ": did you mean " + one + "?").orElse("");
  }

  private static String missing(ParameterException wrong) {
    return wrong instanceof MissingParameterException missing
        ? missing.getMissing().stream()
                .map(one -> ((OptionSpec) one).longestName() + " " + one.paramLabel())
                .collect(Collectors.joining(" and "))
            + (missing.getMissing().size() == 1 ? " is" : " are")
            + " missing: a model of yours, exported to ONNX, and the tokenizer.json beside it"
            + " (docs/guardrails.md)"
        : String.valueOf(wrong.getMessage());
  }

  private static Duration duration(String text) {
    Matcher amount = TIME.matcher(text);
    if (!amount.matches()) {
      throw new TypeConversionException("write a whole number and `ms` or `s`, as in `4s`");
    }
    long number = Long.parseLong(amount.group(1));
    return amount.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
  }
}
