package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ScanSettings;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.scan.Sarif;
import io.portreeve.gateway.scan.ScanResult;
import io.portreeve.gateway.scan.Told;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "scan",
    description = {
      "Look for what is weak or turned bad: in the configuration, in what the servers say of"
          + " themselves, and in how they are started.",
      "Starts or reaches each server to ask what it offers, unless --offline."
    },
    footer = {
      "",
      "Ends with 1 if a finding is as bad as --fail-on says, or worse, and was not accepted.",
      "",
      "Examples:",
      "  portreeve scan -c portreeve.yaml",
      "  portreeve scan --offline --fail-on high --sarif portreeve.sarif",
      "  portreeve scan --every 6h --json",
      "  portreeve scan accept unpinned-package-0f343b0931126 \\",
      "      --reason \"ours, from our registry\""
    })
final class ScanCommand implements Callable<Integer> {
  private static final Duration LEAST = Duration.ofMinutes(1);

  private final Terminal terminal;
  private final Endurance endurance;
  private final Told told = new Told();

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--offline",
      description = "Start and ask nobody: what was seen of a server counts.")
  private boolean offline;

  @Option(names = "--json", description = "Report as JSON, one line for each scan.")
  private boolean json;

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Write the findings to this file as SARIF 2.1.0, too.")
  private Optional<Path> sarif = Optional.empty();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "The least severity to end with 1 for: low, medium, high or critical (default: medium).",
      completionCandidates = Severities.class)
  private Severity failOn = Severity.MEDIUM;

  @Option(
      names = "--osv",
      paramLabel = "FOLDER",
      description = "OSV's advisories, to hold packages against (default: what scan.osv says).")
  private Optional<Path> osv = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "Scan again and again with this pause, as 6h, until Ctrl-C: tells what is new.")
  private Optional<String> every = Optional.empty();

  ScanCommand(Terminal terminal, Endurance endurance) {
    this.terminal = terminal;
    this.endurance = endurance;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new ScanAcceptCommand(terminal))
        .addSubcommand(new ScanAcceptedCommand(terminal))
        .addSubcommand(new ScanRulesCommand(terminal));
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Duration> pause = every.map(ScanCommand::pause);
    Configuration right = configuration.load(terminal);
    Scanner scanner = new Scanner(terminal, right, offline, settings(right.scan()));
    ScanReport report = scanner.run();
    tell(report);
    if (pause.isPresent()) {
      var _ = told.next(report.result());
      try (Recurring _ = Recurring.start("scan", pause.get(), () -> again(scanner))) {
        endurance.last(() -> {});
      }
      return ExitCode.OK.number();
    }
    return (report.result().reaches(failOn) ? ExitCode.FINDING : ExitCode.OK).number();
  }

  /** For the completion of a shell. */
  static final class Severities implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Severity.values()).map(Severity::word).iterator();
    }
  }

  private ScanSettings settings(ScanSettings written) {
    ScanSettings asking = offline ? written.askingNobody() : written;
    return osv.map(this::folder).map(asking::withOsv).orElse(asking);
  }

  private Path folder(Path written) {
    Path folder = terminal.path(written);
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE, "there is no folder " + written, "name one with --osv");
    }
    return folder;
  }

  private static Duration pause(String written) {
    return Measures.parse(written)
        .filter(pause -> pause.compareTo(LEAST) >= 0)
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "--every is no time of a minute or more", "write it as in 6h"));
  }

  private void tell(ScanReport report) {
    if (json) {
      terminal.line(report.json());
    } else {
      report.print(terminal);
    }
    terminal.out().flush();
    sarif.ifPresent(file -> write(file, report.result()));
  }

  /** Tells what was not there the last time, and how much is gone. */
  private void again(Scanner scanner) {
    try {
      ScanReport report = scanner.run();
      Told.Change change = told.next(report.result());
      ScanResult fresh = new ScanResult(report.result().looked(), change.fresh());
      if (json || !change.fresh().isEmpty() || !change.gone().isEmpty()) {
        if (!json) {
          int gone = change.gone().size();
          terminal.line(terminal.clock().instant() + ": " + gone + " gone, new:");
        }
        tell(new ScanReport(json ? report.result() : fresh, report.accepted()));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (StoreUnavailable | CommandFailure failed) {
      terminal.err().println("portreeve: not scanned this time: " + Failures.oneLine(failed));
      terminal.err().flush();
    }
  }

  private void write(Path file, ScanResult result) {
    Path target = terminal.path(file);
    String text =
        VisibleText.json(
            Sarif.of(result, configuration.path(terminal), VersionCommand.version()).toString());
    try {
      Files.writeString(target, text + "\n", StandardCharsets.UTF_8);
    } catch (IOException unwritable) {
      String why =
          unwritable instanceof NoSuchFileException
              ? "there is no such folder"
              : Failures.oneLine(unwritable);
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "the file " + file + " cannot be written (" + why + ")",
          "name another one with --sarif");
    }
  }
}
