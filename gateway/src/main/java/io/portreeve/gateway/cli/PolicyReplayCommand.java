package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.replay.Replay;
import io.portreeve.gateway.replay.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description = {
      "Judge the recorded uses of tools, prompts and resources again, by the rules of a file.",
      "Starts nothing and changes nothing. Ends with 1 if something else would have become of one."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve policy replay -c candidate.yaml",
      "  portreeve policy replay -c candidate.yaml --log /backup/audit --since 7d --json"
    })
final class PolicyReplayCommand implements Callable<Integer> {
  private static final int EVERY = 100_000;

  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--log",
      paramLabel = "DIRECTORY",
      description = "An audit log elsewhere, instead of the one of the configuration.")
  private Optional<Path> log = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "Only what is not older than this, as in 7d.")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "How many differences are shown (default: ${DEFAULT-VALUE}); all are counted.")
  private int most = 100;

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  PolicyReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws PolicyFault {
    Configuration right = configuration.load(terminal);
    try (Judges judges = Judges.of(right)) {
      Tally tally = tally(right, judges.replay());
      ReplayReport report = new ReplayReport(terminal, tally, judges.notes());
      if (json) {
        report.json();
      } else {
        report.print();
      }
      return (tally.isDifferent() ? ExitCode.FINDING : ExitCode.OK).number();
    }
  }

  private Tally tally(Configuration right, Replay replay) {
    Tally tally = new Tally(Math.max(0, most));
    Progress progress = new Progress(terminal, EVERY);
    try {
      reader(right)
          .forEach(
              filter(),
              record -> {
                progress.one();
                take(record, replay, tally);
              });
      return tally;
    } catch (IOException fault) {
      throw JournalOption.unreadable(fault);
    }
  }

  private static void take(AuditRecord record, Replay replay, Tally tally) {
    RecordedUse.of(record)
        .ifPresent(use ->
            use.was()
                .ifPresentOrElse(
                    was -> tally.take(use, new Replay.Answer(was, ""), replay.ask(use)),
                    tally::refusedOtherwise));
  }

  private AuditReader reader(Configuration right) {
    JournalPlace place =
        log.map(copy -> JournalPlace.copy(terminal.path(copy)))
            .orElseGet(() -> JournalPlace.of(right));
    return new AuditReader(place.present().directory());
  }

  private AuditFilter filter() {
    AuditFilter decisions = AuditFilter.all().kind(AuditKind.DECISION);
    return since
        .map(text ->
            Measures.parse(text)
                .orElseThrow(() ->
                    new CommandFailure(
                        ExitCode.USAGE, "--since is no duration", "write one such as `7d`")))
        .map(age -> decisions.from(terminal.clock().instant().minus(age)))
        .orElse(decisions);
  }
}
