package io.portreeve.lab.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs a command of the lab that has options of its own. */
final class LabCommand {
  private LabCommand() {}

  /** Gives its exit status; {@code --help} is every command's. */
  static int run(
      Callable<Integer> command, List<String> options, PrintStream out, PrintStream err) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this, and end.")
            .build());
    CommandLine line = new CommandLine(spec);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    return line.execute(options.toArray(String[]::new));
  }
}
