package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.Approvals;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One person's word about one call: what `approve` and `deny` have in common. */
final class Deciding {
  private static final int LONGEST = 1000;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Mixin private ApprovalChoice choice = new ApprovalChoice();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who decides (default: the user of this machine).")
  private Optional<String> by = Optional.empty();

  @Option(names = "--reason", paramLabel = "WHY", description = "Why; kept, and on record.")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  /** What is said. */
  enum Saying {
    YES,
    YES_TO_VALUES,
    NO
  }

  int say(Saying said, Terminal terminal) {
    boolean yes = said != Saying.NO;
    boolean kept = said == Saying.YES_TO_VALUES;
    Configuration right = configuration.load(terminal);
    Instant now = terminal.clock().instant();
    try (OpenStore open = OpenStore.existing(right)) {
      Approvals approvals = open.store().approvals();
      Approval asked = choice.in(approvals);
      if (kept && asked.grounds().conversation().isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "a yes to the values of `" + ApprovalReport.shortId(asked) + "` would hold nowhere",
            "approve it without --values; `portreeve approvals show` says which take it");
      }
      Instant until = now.plus(yes ? right.approvals().useWithin() : right.approvals().patience());
      Optional<Approval> decided =
          approvals.decide(
              asked.id(),
              new Approvals.Word(yes, terminal.person(), name(terminal), why(), kept),
              now,
              until);
      if (decided.isEmpty()) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "`" + ApprovalReport.shortId(asked) + "` waits no more, so nothing changed",
            "see `portreeve approvals show " + ApprovalReport.shortId(asked) + "`");
      }
      tell(decided.get(), yes, now, terminal);
      return ExitCode.OK.number();
    }
  }

  private void tell(Approval decided, boolean yes, Instant now, Terminal terminal) {
    if (json) {
      terminal.line(ApprovalReport.json(decided, now));
      return;
    }
    terminal.line(
        (yes ? "approved  " : "denied  ")
            + String.join(
                " ",
                ApprovalReport.shortId(decided),
                decided.call().server(),
                Shown.of(decided.call().tool())));
    if (yes) {
      terminal.line("it can be called once, until " + ApprovalReport.second(decided.expires()));
    }
    if (decided.kept()) {
      terminal.line("once it was, its conversation does not ask about these values again");
    }
  }

  private String why() {
    String why = reason.orElse("");
    return why.length() > LONGEST ? why.substring(0, LONGEST) : why;
  }

  private String name(Terminal terminal) {
    return by.or(terminal::user)
        .filter(name -> !name.isBlank())
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "this machine does not say who decides", "say it with --by NAME"));
  }
}
