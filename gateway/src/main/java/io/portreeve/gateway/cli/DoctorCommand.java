package io.portreeve.gateway.cli;

import io.portreeve.gateway.BeforeStart;
import io.portreeve.gateway.Unfit;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.AmendedText;
import io.portreeve.gateway.config.form.FileText;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.doctor.Examination;
import io.portreeve.gateway.doctor.Question;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Threat;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = {
      "Grade a deployment against the eleven threats: what is on, what is not, and for each finding"
          + " the line of the configuration to change and the text to put there.",
      "Starts nothing, changes nothing and asks nobody over the network but the database that nodes"
          + " share. Looks at the file, at what is kept, and at this machine; `portreeve check --connect`"
          + " tries the rest. Ends with 1 if there is anything to do."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve doctor -c portreeve.yaml",
      "  portreeve doctor --threat 6",
      "  portreeve doctor --no-secrets --json      in a pipeline that has no secrets"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON; docs/doctor.md says what is in it.")
  private boolean json;

  @Option(
      names = "--threat",
      paramLabel = "N",
      description = "Only what concerns this threat, from 1 to 11.")
  private Optional<String> threat = Optional.empty();

  @Option(
      names = "--no-secrets",
      description = "Do not look whether secrets and TLS files are to be had, nor at certificates.")
  private boolean withoutSecrets;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Optional<Threat> only = threat.map(DoctorCommand::threat);
    return switch (configuration
        .reader(terminal, !withoutSecrets, Overlay.NONE)
        .read(configuration.path(terminal))) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded(loaded, only);
      case ConfigurationFile.Outcome.Refused(var problems) -> wrong(problems, ExitCode.USAGE);
    };
  }

  private static Threat threat(String number) {
    return Stream.of(Threat.values())
        .filter(one -> String.valueOf(one.number()).equals(number))
        .findFirst()
        .orElseThrow(() -> noThreat(number));
  }

  private static CommandFailure noThreat(String number) {
    return Stream.of(Mitigation.values())
        .filter(row -> row.id().equalsIgnoreCase(number))
        .findFirst()
        .map(row ->
            new CommandFailure(
                ExitCode.USAGE,
                "--threat takes no row of the threat model, such as " + row.id(),
                "give its threat: `portreeve doctor --threat %d`".formatted(row.threat().number())))
        .orElseGet(() ->
            new CommandFailure(
                ExitCode.USAGE, "--threat is none of the eleven", "give a number from 1 to 11"));
  }

  /** The text is right; what a start would refuse is told as {@code check} tells it. */
  private int loaded(ConfigurationFile.Outcome.Loaded loaded, Optional<Threat> only) {
    List<Unfit> unfit = withoutSecrets ? List.of() : unfit(loaded.configuration());
    if (!unfit.isEmpty()) {
      return wrong(StartHint.problems(loaded, unfit), StartHint.code(unfit));
    }
    AmendedText text = text(loaded);
    Surgery surgery = new Surgery(terminal, loaded.configuration(), text, !withoutSecrets);
    Examination all = surgery.examine();
    DoctorReport report =
        new DoctorReport(
            configuration.file(terminal).toString(),
            text,
            only.map(all::only).orElse(all),
            only,
            Question.of(loaded.configuration()),
            surgery.notes(),
            new MaskedLine());
    if (json) {
      terminal.line(report.json());
    } else {
      report.print(terminal);
    }
    return (report.examination().complaints().isEmpty() ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private List<Unfit> unfit(Configuration right) {
    return BeforeStart.unfit(right, new SecretSource(terminal.environment())).stream()
        .filter(it -> !isAFinding(it, right))
        .toList();
  }

  /** What others may do in a data directory is among what is looked at. */
  private static boolean isAFinding(Unfit unfit, Configuration right) {
    return unfit.kind() == Unfit.Kind.DATA && Files.isDirectory(right.data());
  }

  private static AmendedText text(ConfigurationFile.Outcome.Loaded loaded) {
    return switch (loaded.sources().text()) {
      case FileText.Text(String contents) -> AmendedText.of(contents);
      case FileText.Unreadable _ -> AmendedText.of("");
    };
  }

  private int wrong(List<Problem> problems, ExitCode code) {
    if (json) {
      terminal.line(CheckReport.json(configuration.file(terminal).toString(), problems));
      return code.number();
    }
    throw configuration.unfit(terminal, problems, withoutSecrets, code);
  }
}
