package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalState;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.SeparationOfDuties;
import io.portreeve.guard.Approver;
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
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      Approvals approvals = open.store().approvals();
      Approval asked = choice.in(approvals);
      if (kept && asked.grounds().conversation().isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "a yes to the values of `" + ApprovalReport.shortId(asked) + "` would hold nowhere",
            "approve it without --values; `portreeve approvals show` says which take it");
      }
      refuseIfOwnKey(open, asked, yes, terminal);
      Instant until = now.plus(yes ? right.approvals().useWithin() : right.approvals().patience());
      var word = new Approvals.Word(yes, terminal.person(), name(terminal), why(), kept);
      tell(counted(approvals.decide(asked.id(), word, now, until), asked), now, terminal);
      return ExitCode.OK.number();
    }
  }

  /** Where two people have to say yes, neither of them has a key of the principal's. */
  private static void refuseIfOwnKey(OpenStore open, Approval asked, boolean yes, Terminal who) {
    var duties = new SeparationOfDuties(open.store().apiKeys());
    boolean two = asked.call().approver() == Approver.TWO_OPERATORS;
    if (two && yes && duties.madeKeyFor(asked, who.person())) {
      throw new CommandFailure(
          ExitCode.FINDING,
          "you made a key of `"
              + Shown.of(asked.call().principal())
              + "`, who asked for `"
              + ApprovalReport.shortId(asked)
              + "`, so the call may be yours",
          "two others have to say yes: other users of this system");
    }
  }

  private static Approval counted(Approvals.Heard heard, Approval asked) {
    String id = ApprovalReport.shortId(asked);
    return switch (heard) {
      case Approvals.Heard.Counted(Approval approval) -> approval;
      case Approvals.Heard.TooLate _ ->
          throw new CommandFailure(
              ExitCode.FINDING,
              "`" + id + "` waits no more, so nothing changed",
              "see `portreeve approvals show " + id + "`");
      case Approvals.Heard.Again _ ->
          throw new CommandFailure(
              ExitCode.FINDING,
              "you said yes to `" + id + "` before, and two people have to",
              "another user of this system says it");
      case Approvals.Heard.Own _ ->
          throw new CommandFailure(
              ExitCode.FINDING,
              "`" + id + "` was asked for by you, and two others have to say yes",
              "other users of this system say it");
    };
  }

  private void tell(Approval now, Instant at, Terminal terminal) {
    if (json) {
      terminal.line(ApprovalReport.json(now, at));
      return;
    }
    ApprovalState state = now.stateAt(at);
    String words =
        switch (state) {
          case APPROVED, USED -> "approved  ";
          case PENDING -> "1 of 2  ";
          case DENIED, EXPIRED -> "denied  ";
        };
    terminal.line(
        words
            + String.join(
                " ",
                ApprovalReport.shortId(now),
                now.call().server(),
                Shown.of(now.call().tool())));
    String until = ApprovalReport.second(now.expires());
    if (state == ApprovalState.PENDING) {
      terminal.line("another person has to say yes, too, until " + until);
    } else if (state == ApprovalState.APPROVED) {
      terminal.line("it can be called once, until " + until);
    }
    if (now.kept()) {
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
