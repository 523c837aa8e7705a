package io.portreeve.gateway.cli;

import io.portreeve.gateway.desk.Candidate;
import io.portreeve.gateway.desk.ClientFile;
import io.portreeve.gateway.desk.ClientFileUnfit;
import io.portreeve.gateway.desk.Wrapping;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "wrap",
    description = {
      "Put Portreeve in front of the servers in a client's configuration, such as that of Claude"
          + " Desktop, Claude Code, VS Code or Cursor.",
      "Each server is started, confined, to see its tools; then what will change is shown, and"
          + " nothing is written without a yes. `unwrap` undoes it.",
      "Without FILE: show which files of clients there are, with their servers; change nothing."
    },
    footer = {
      "",
      "Ends with 1 if a server stays as it is, or nobody says yes.",
      "",
      "Examples:",
      "  portreeve wrap",
      "  portreeve wrap ~/.cursor/mcp.json",
      "  portreeve wrap --dry-run .vscode/mcp.json",
      "  portreeve wrap --yes --no-look .mcp.json"
    })
final class WrapCommand implements Callable<Integer> {
  private static final Set<String> YES = Set.of("y", "yes");

  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The client's configuration.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--yes", description = "Ask nobody.")
  private boolean yes;

  @Option(
      names = "--dry-run",
      description =
          "Show what would change, and write neither the file nor a profile. Servers are started and"
              + " looked at all the same, and may fetch their packages, but for --no-look.")
  private boolean dryRun;

  @Option(
      names = "--no-look",
      description = "Start no server, and so see no tool: every call then waits for your yes.")
  private boolean withoutLook;

  @Option(
      names = "--read",
      paramLabel = "DIRECTORY",
      description = "Let every program of the file read this, too; repeatable.")
  private List<Path> reads = List.of();

  @Option(names = "--json", description = "Report as JSON; needs --yes or --dry-run.")
  private boolean json;

  WrapCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (file.isEmpty()) {
      return places().number();
    }
    if (json && !yes && !dryRun) {
      throw new CommandFailure(
          ExitCode.USAGE, "--json asks nobody", "say --yes or --dry-run besides");
    }
    DeskPlace place = new DeskPlace(terminal);
    ClientFile read = place.file(file.get());
    try {
      if (!dryRun) {
        read.refuseIfClosed();
      }
      Wrapping wrapping = Wrapping.of(place.desk(), read, folders());
      WrapPlan plan = WrapPlan.of(wrapping, new WrapLook(terminal), !withoutLook);
      return carryOut(plan).number();
    } catch (ClientFileUnfit unfit) {
      throw DeskPlace.failure(unfit);
    }
  }

  private List<Path> folders() {
    return reads.stream().map(this::folder).toList();
  }

  private Path folder(Path named) {
    Path path = terminal.path(named);
    if (!Files.isDirectory(path)) {
      throw new CommandFailure(
          ExitCode.USAGE, "--read " + named + " is no directory", "name one that is there");
    }
    return path;
  }

  private ExitCode places() {
    if (yes) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--yes agrees to nothing",
          "name the FILE; without --yes they are listed");
    }
    DeskPlace place = new DeskPlace(terminal);
    return new WrapPlaces(terminal, place.desk(), place.usual()).show(json);
  }

  private ExitCode carryOut(WrapPlan plan) throws ClientFileUnfit {
    WrapReport report = new WrapReport(terminal, plan);
    ExitCode end = plan.left().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    if (!json) {
      report.print();
    }
    if (dryRun || plan.chosen().isEmpty()) {
      unwritten(
          report,
          plan.chosen().isEmpty()
              ? "there is nothing to do"
              : "neither the file nor a profile was written");
      if (!json) {
        tellFetched(plan);
      }
      return end;
    }
    if (!yes && !isAgreed()) {
      terminal.line("nobody said yes: neither the file nor a profile was written");
      tellFetched(plan);
      return ExitCode.FINDING;
    }
    plan.candidates().forEach(WrapLook::makeFolders);
    return write(pinned(plan));
  }

  /** What is there since servers were looked at, whatever became of it. */
  private void tellFetched(WrapPlan plan) {
    plan.wrapping().candidates().stream()
        .filter(one -> !one.grants().folders().isEmpty())
        .map(Candidate::place)
        .filter(Files::isDirectory)
        .flatMap(place -> Optional.ofNullable(place.getParent()).stream())
        .findFirst()
        .ifPresent(folder ->
            terminal.line(
                "what its servers fetched to be looked at stays in "
                    + Shown.of(folder.toString())));
  }

  /** What of a plan is left once the definitions that were seen are pinned. */
  private WrapPlan pinned(WrapPlan plan) {
    WrapPins pins = new WrapPins(terminal);
    WrapPlan kept = plan;
    for (WrapPlan.Chosen one : plan.chosen()) {
      if (!pins.keep(one.configuration(), one.looked().offered())) {
        kept =
            kept.without(
                one,
                "it defines more than is kept of a server, so what was seen cannot be approved");
      }
    }
    if (!json && kept.left().size() > plan.left().size()) {
      new WrapReport(terminal, kept).printLeft();
    }
    return kept;
  }

  private ExitCode write(WrapPlan plan) throws ClientFileUnfit {
    WrapReport report = new WrapReport(terminal, plan);
    ExitCode end = plan.left().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    if (plan.chosen().isEmpty()) {
      unwritten(report, "nothing was written");
      return end;
    }
    Wrapping.Done done = plan.wrapping().write(plan.profiles());
    if (json) {
      terminal.line(report.json(done));
    } else {
      report.printDone(done);
    }
    return end;
  }

  private void unwritten(WrapReport report, String said) {
    if (json) {
      terminal.line(report.json());
    } else {
      terminal.line(said);
    }
  }

  private boolean isAgreed() {
    terminal.out().print("Write this? [y/N] ");
    terminal.out().flush();
    try {
      var typed = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
      String line = typed.readLine();
      return line != null && YES.contains(line.strip().toLowerCase(Locale.ROOT));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
