package io.portreeve.gateway.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stands in the help and the completion for a program of its own, which the launcher starts. */
@Command(
    name = "lab",
    description = {
      "Run an attack for each mitigation in force: without Portreeve, where it works, and with it.",
      "Ends with 1 unless every attack succeeded without and was blocked with."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve lab",
      "  portreeve lab --threat 10 --json",
      "",
      "What the checks of arguments refuse of honest ones, in files of yours:",
      "  portreeve lab false-positives --tools FILE --calls FILE --texts FILE"
    })
final class LabCommand implements Callable<Integer> {
  @Option(names = "--threat", paramLabel = "N", description = "Only the attacks of this threat.")
  private Optional<Integer> threat = Optional.empty();

  @Option(names = "--json", description = "Report as JSON, one attack a line.")
  private boolean json;

  @Override
  public Integer call() {
    String options = threat.map(n -> " --threat " + n).orElse("") + (json ? " --json" : "");
    throw new CommandFailure(
        ExitCode.UNAVAILABLE,
        "the lab is another program",
        "start it with the launcher: `./portreeve lab" + options + "`");
  }
}
