package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.gateway.relations.Related;
import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.replay.Replay;
import io.portreeve.gateway.replay.ReplayCount;
import io.portreeve.gateway.replay.Replayed;
import io.portreeve.guard.ServerFindings;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description = {
      "Judge the recorded uses of the log again, by the rules of a configuration: which of them it"
          + " would have denied, and which that were denied it would have allowed.",
      "Starts and changes nothing. What depends on values that the log does not hold is counted, and"
          + " not guessed. Ends with 1 if anything would come out otherwise."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve policy replay -c candidate.yaml --since 7d",
      "  portreeve policy replay -c candidate.yaml --journal copy/audit --json"
    })
final class PolicyReplayCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final ReplayCount count = new ReplayCount();

  @Mixin private JournalOption journal = new JournalOption();
  @Mixin private AuditWish wish = new AuditWish();

  @Option(names = "--json", description = "Report as JSON, one use a line and then the numbers.")
  private boolean json;

  @Option(names = "--summary", description = "The numbers only.")
  private boolean summary;

  @Option(
      names = "--shadow",
      description = "As if the rules that are only tried (shadow: true) were in force.")
  private boolean shadow;

  @Option(names = "--strict", description = "End with 1 also if something cannot be told.")
  private boolean strict;

  PolicyReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws PolicyFault {
    Configuration candidate = journal.configuration(terminal);
    AuditReader reader = journal.reader(terminal, candidate);
    PolicySettings policy = shadow ? candidate.policy().inForce() : candidate.policy();
    Replay replay = new Replay(RulePolicy.compile(policy, candidate.labels(), Related.none()));
    Set<String> servers = candidate.servers().keySet();
    ReplayReport report = new ReplayReport(terminal, json);
    try (KeptStore kept = KeptStore.of(candidate, terminal)) {
      ServerFindings findings = kept.quarantined(candidate);
      new RecordedUses(terminal, reader, wish)
          .forEach(
              (record, use) -> {
                if (findings.holding(use.subject().server()).isPresent()) {
                  count.addQuarantined();
                }
                judge(record, use, servers, replay, report);
              },
              count::addUnreadable);
    }
    report.end(count, journal.file(terminal));
    boolean found = count.changes() || (strict && !count.isCertain());
    return (found ? ExitCode.FINDING : ExitCode.OK).number();
  }

  private void judge(
      AuditRecord record,
      RecordedUse use,
      Set<String> servers,
      Replay replay,
      ReplayReport report) {
    if (use.was() == RecordedUse.Was.REFUSED_OTHERWISE) {
      count.addOtherwise();
    } else if (!servers.contains(use.subject().server().value())) {
      count.addElsewhere();
    } else {
      Replayed now = replay.judge(use);
      if (count.add(use, now) && !summary) {
        report.change(record, use, now);
      }
    }
  }
}
