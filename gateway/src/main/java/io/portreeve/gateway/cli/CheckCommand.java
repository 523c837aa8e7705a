package io.portreeve.gateway.cli;

import io.portreeve.gateway.BeforeStart;
import io.portreeve.gateway.Unfit;
import io.portreeve.gateway.arguments.ArgumentListing;
import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.catalog.UnmatchedNames;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.ConfigurationGuide;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.desk.Desk;
import io.portreeve.gateway.desk.MissingPart;
import io.portreeve.gateway.desk.Unfetchable;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description = {
      "Check a configuration and start nothing: every problem at once, then what is in force, and"
          + " what every argument of a tool is taken to be.",
      "With --connect: also try what it leads to, as a start would, and change nothing there.",
      "Ends with 3 if all is right but the data directory, or something that --connect tries, which"
          + " cannot be used."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve check -c portreeve.yaml",
      "  portreeve check --connect              before a start, or if it failed",
      "  portreeve check --no-secrets --strict  in a pipeline that has no secrets",
      "  portreeve check --schema > portreeve.schema.json"
    })
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  @Option(
      names = "--no-secrets",
      description = "Do not look whether secrets and TLS files are to be had.")
  private boolean withoutSecrets;

  @Option(
      names = "--connect",
      description =
          "Try the stores, the servers (their programs start, confined), the issuers, the classifiers"
              + " and the decision point.")
  private boolean connect;

  @Option(names = "--strict", description = "End with 1 if anything insecure is in force.")
  private boolean strict;

  @Option(names = "--schema", description = "Print the JSON Schema of the file, for editors.")
  private boolean schema;

  @Option(names = "--reference", description = "Print the reference of all keys, in Markdown.")
  private boolean reference;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (connect && withoutSecrets) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--connect needs the secrets that --no-secrets leaves alone",
          "leave one of the two away");
    }
    if (schema || reference) {
      terminal.out().print(schema ? ConfigurationGuide.schema() : ConfigurationGuide.reference());
      return ExitCode.OK.number();
    }
    return switch (configuration
        .reader(terminal, !withoutSecrets, Overlay.NONE)
        .read(configuration.path(terminal))) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded(loaded);
      case ConfigurationFile.Outcome.Refused(var problems) -> wrong(problems, ExitCode.USAGE);
    };
  }

  /** The text is right: whether what it names lets a gateway start, too. */
  private int loaded(ConfigurationFile.Outcome.Loaded loaded) throws InterruptedException {
    Configuration right = loaded.configuration();
    List<Unfit> found =
        withoutSecrets
            ? BeforeStart.unfit(right)
            : BeforeStart.unfit(right, new SecretSource(terminal.environment()));
    return found.isEmpty()
        ? right(loaded)
        : wrong(StartHint.problems(loaded, found), StartHint.code(found));
  }

  private int right(ConfigurationFile.Outcome.Loaded loaded) throws InterruptedException {
    Configuration right = loaded.configuration();
    CheckReport report = report(right);
    if (!json) {
      report.print(terminal);
    }
    Optional<ConnectReport> tried = connect ? Optional.of(tried(loaded)) : Optional.empty();
    if (json) {
      JsonObject all = report.json();
      terminal.line(tried.map(it -> all.with("connections", it.json())).orElse(all));
    }
    if (tried.filter(ConnectReport::isLacking).isPresent()) {
      return ExitCode.UNAVAILABLE.number();
    }
    boolean finding = strict && !right.insecure().isEmpty();
    return (finding ? ExitCode.FINDING : ExitCode.OK).number();
  }

  /** Comes last: it takes a while. */
  private ConnectReport tried(ConfigurationFile.Outcome.Loaded loaded) throws InterruptedException {
    if (!json) {
      terminal.line(terminal.strong("connections"));
    }
    return ConnectReport.of(terminal, configuration.file(terminal).toString(), loaded, !json);
  }

  private CheckReport report(Configuration right) {
    try (KeptStore kept = KeptStore.onThisMachine(right, terminal)) {
      return report(right, kept::remembered);
    } catch (StoreUnavailable unusable) {
      terminal.aside("portreeve: what was seen is not known; " + Failures.oneLine(unusable));
      return report(right, _ -> new RememberedServer(List.of()));
    }
  }

  private CheckReport report(Configuration right, Function<String, RememberedServer> remembered) {
    Desk desk = new DeskPlace(terminal).desk();
    return new CheckReport(
        configuration.file(terminal).toString(),
        right,
        ArgumentListing.of(right, remembered),
        UnmatchedNames.of(right, remembered),
        MissingPart.of(right, desk),
        List.copyOf(Unfetchable.of(right, desk).values()));
  }

  private int wrong(List<Problem> problems, ExitCode code) {
    if (json) {
      terminal.line(CheckReport.json(configuration.file(terminal).toString(), problems));
      return code.number();
    }
    throw configuration.unfit(terminal, problems, withoutSecrets, code);
  }
}
