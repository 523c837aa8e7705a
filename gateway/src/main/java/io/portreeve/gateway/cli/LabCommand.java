package io.portreeve.gateway.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      "  portreeve lab 3b",
      "  portreeve lab --threat 10 --json"
    })
final class LabCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "ROW",
      description = "Only the attacks of these rows of the threat model, such as 3b.")
  private List<String> rows = List.of();

  @Option(names = "--threat", paramLabel = "N", description = "Only the attacks of this threat.")
  private Optional<Integer> threat = Optional.empty();

  @Option(names = "--json", description = "Report as JSON, one attack a line.")
  private boolean json;

  static CommandLine commandLine() {
    return new CommandLine(new LabCommand())
        .addSubcommand(new FalsePositives())
        .addSubcommand(new Replay())
        .addSubcommand(new Guardrails())
        .addSubcommand(new Redaction());
  }

  @Override
  public Integer call() {
    String chosen = rows.stream().map(row -> " " + row).collect(Collectors.joining());
    throw elsewhere(
        threat.map(n -> " --threat " + n).orElse("") + (json ? " --json" : "") + chosen);
  }

  private static CommandFailure elsewhere(String words) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "the lab is another program",
        "start it with the launcher: `./portreeve lab" + words + "`");
  }

  @Command(
      name = "false-positives",
      description = "Count what the checks of arguments refuse of honest ones, in files of yours.",
      footer = {
        "",
        "Examples:",
        "  portreeve lab false-positives --help      what it takes",
        "  portreeve lab false-positives --tools tools.json --calls calls.jsonl"
      })
  static final class FalsePositives implements Callable<Integer> {
    @Override
    public Integer call() {
      throw elsewhere(" false-positives");
    }
  }

  @Command(
      name = "replay",
      description = "Replay recorded tasks against the rules of information flow, and count.",
      footer = {
        "",
        "Examples:",
        "  portreeve lab replay --help      what it takes",
        "  portreeve lab replay --policy session \\",
        "      --traces tasks.jsonl --tools tools.json"
      })
  static final class Replay implements Callable<Integer> {
    @Override
    public Integer call() {
      throw elsewhere(" replay");
    }
  }

  @Command(
      name = "guardrails",
      description = "Train the model of the guardrails on texts of yours, and measure it.",
      footer = {
        "",
        "Examples:",
        "  portreeve lab guardrails --help      what it takes",
        "  portreeve lab guardrails --texts texts.jsonl --measure"
      })
  static final class Guardrails implements Callable<Integer> {
    @Override
    public Integer call() {
      throw elsewhere(" guardrails");
    }
  }

  @Command(
      name = "redaction",
      description = "Count what redaction would find in texts of yours.",
      footer = {
        "",
        "Examples:",
        "  portreeve lab redaction --help      what it takes",
        "  portreeve lab redaction --texts texts.jsonl --speed"
      })
  static final class Redaction implements Callable<Integer> {
    @Override
    public Integer call() {
      throw elsewhere(" redaction");
    }
  }
}
