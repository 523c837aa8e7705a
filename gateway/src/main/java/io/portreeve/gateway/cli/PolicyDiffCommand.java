package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.comparison.AccessChange;
import io.portreeve.gateway.comparison.Caller;
import io.portreeve.gateway.comparison.Comparison;
import io.portreeve.gateway.comparison.RuleChange;
import io.portreeve.gateway.comparison.Side;
import io.portreeve.gateway.comparison.Turn;
import io.portreeve.gateway.comparison.TurnCount;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.ServerFindings;
import io.portreeve.mcp.ServerId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = {
      "Say what changes when CANDIDATE takes the place of the configuration: which rules, who may"
          + " use what otherwise, and which of the recorded uses it would have decided otherwise.",
      "Starts and changes nothing. Ends with 1 if anything differs."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve policy diff -c portreeve.yaml candidate.yaml",
      "  portreeve policy diff candidate.yaml --since 7d --json"
    })
final class PolicyDiffCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private JournalOption journal = new JournalOption();
  @Mixin private AuditWish wish = new AuditWish();

  @Parameters(paramLabel = "CANDIDATE", description = "The configuration that is to come.")
  private Path candidate = Path.of("");

  @Option(
      names = "--json",
      description = "Report as JSON, one difference a line and then the numbers.")
  private boolean json;

  @Option(names = "--summary", description = "Of the recorded uses, the numbers only.")
  private boolean summary;

  @Option(
      names = "--shadow",
      description =
          "As if the rules of CANDIDATE that are only tried (shadow: true) were in force.")
  private boolean shadow;

  @Option(names = "--strict", description = "End with 1 also if something cannot be told.")
  private boolean strict;

  PolicyDiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws PolicyFault {
    Configuration now = journal.configuration(terminal);
    Configuration next = ConfigurationOption.other(terminal, candidate);
    Comparison both = new Comparison(new Side(now, false), new Side(next, shadow));
    DiffReport report = new DiffReport(terminal, json);
    List<RuleChange> rules = both.rules();
    report.rules(rules);
    try (KeptStore kept = KeptStore.of(now, terminal)) {
      List<AccessChange> access = access(both, now, kept);
      report.access(access);
      ServerFindings quarantine = kept.quarantined(now);
      now.servers().keySet().stream()
          .filter(server -> quarantine.holding(new ServerId(server)).isPresent())
          .forEach(report::quarantined);
      TurnCount count = uses(both, now, report, quarantine);
      boolean found = !rules.isEmpty() || !access.isEmpty() || count.changes();
      return (found || (strict && !count.isCertain()) ? ExitCode.FINDING : ExitCode.OK).number();
    }
  }

  private TurnCount uses(
      Comparison both, Configuration now, DiffReport report, ServerFindings quarantine) {
    TurnCount count = new TurnCount();
    if (!journal.given() && !JournalPlace.of(now).exists()) {
      report.noLog();
      return count;
    }
    new RecordedUses(terminal, journal.reader(terminal, now), wish)
        .forEach(
            (record, use) -> {
              if (quarantine.holding(use.subject().server()).isPresent()) {
                count.addQuarantined();
              }
              judge(record, use, both, report, count);
            },
            count::addUnreadable);
    report.end(count);
    return count;
  }

  private static List<AccessChange> access(Comparison both, Configuration now, KeptStore kept) {
    List<Caller> keys = kept.store().map(PolicyDiffCommand::keys).orElse(List.of());
    List<PinName> seen =
        now.servers().keySet().stream()
            .flatMap(server -> kept.remembered(server).pins().stream())
            .filter(pin -> pin.state() != PinState.SUPERSEDED)
            .map(Pin::name)
            .distinct()
            .toList();
    return both.access(keys, seen);
  }

  private static List<Caller> keys(Store store) {
    return store.apiKeys().list().stream()
        .filter(key -> key.revoked().isEmpty())
        .map(key -> Caller.withKey(key.principal(), key.roles()))
        .distinct()
        .toList();
  }

  /** What another control refused, no rules change. */
  private void judge(
      AuditRecord record, RecordedUse use, Comparison both, DiffReport report, TurnCount count) {
    if (use.was() != RecordedUse.Was.REFUSED_OTHERWISE) {
      Turn turn = Turn.of(use, both);
      count.add(turn);
      if (!summary) {
        report.use(record, use, turn);
      }
    }
  }
}
