package io.portreeve.gateway.cli;

import io.portreeve.controls.insecureinput.ArgumentKinds;
import io.portreeve.gateway.arguments.DeclaredKinds;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PolicyTable;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.policy.PolicyTrial;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description = {
      "Ask the rules of a configuration a table of cases, and compare what they say.",
      "Starts nothing. Ends with 1 if a case comes out otherwise than expected."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve policy test -c team.yaml team.cases.yaml",
      "  portreeve policy test --reference      how a table is written"
    })
final class PolicyTestCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  @Option(names = "--reference", description = "Print how a table is written, in Markdown.")
  private boolean reference;

  @Parameters(arity = "0..1", paramLabel = "TABLE", description = "The cases, a YAML file.")
  private Optional<Path> table = Optional.empty();

  PolicyTestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws PolicyFault {
    if (reference) {
      terminal.out().print(PolicyTable.reference());
      return ExitCode.OK.number();
    }
    if (table.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "which TABLE is not said",
          "name one; `portreeve policy test --reference` shows how it is written");
    }
    Configuration right = configuration.load(terminal);
    TrialReport report = trial(right, cases(right, table.get()));
    if (json) {
      terminal.line(report.json());
    } else {
      report.print(terminal);
    }
    return (report.failed() == 0 ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private PolicyTable cases(Configuration right, Path file) {
    return switch (PolicyTable.read(
        NamedFile.readable(terminal, file, "name a table of cases"), right)) {
      case PolicyTable.Outcome.Loaded(PolicyTable read) -> read;
      case PolicyTable.Outcome.Refused(var problems) ->
          throw ConfigurationOption.refused(
              terminal, file.toString(), problems, "see `portreeve policy test --reference`");
    };
  }

  private static TrialReport trial(Configuration right, PolicyTable cases) throws PolicyFault {
    DeclaredKinds declared = new DeclaredKinds(right.servers());
    PolicyTrial trial =
        new PolicyTrial(
            right.policy(),
            right.labels(),
            (exchange, tool) ->
                Optional.of(ArgumentKinds.of(declared.of(exchange.server(), tool), List.of())));
    List<PolicyTrial.Result> results = cases.cases().stream().map(trial::ask).toList();
    List<String> untouched =
        right
            .policy()
            .rules()
            .map(RuleSettings::name)
            .filter(name -> !trial.touched().contains(name))
            .toList();
    return new TrialReport(results, untouched);
  }
}
