package io.portreeve.gateway.cli;

import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.Approvals;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The id of one question, or enough of its beginning. */
final class ApprovalChoice {
  private static final int FEWEST = 6;
  private static final int MOST = 10_000;

  @Parameters(
      paramLabel = "ID",
      description = "The id that `approvals list` shows, or its first six characters or more.")
  private String id = "";

  /** The one that is meant; anything else ends the command. */
  Approval in(Approvals approvals) {
    Optional<Approval> exact = approvals.find(id);
    if (exact.isPresent()) {
      return exact.get();
    }
    if (id.length() < FEWEST) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "`" + Shown.of(id) + "` is too short for an id",
          "give at least its first " + FEWEST + " characters");
    }
    List<Approval> fit =
        approvals.latest(MOST).stream().filter(one -> one.id().startsWith(id)).toList();
    if (fit.size() == 1) {
      return fit.getFirst();
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        (fit.isEmpty() ? "no approval" : "more than one approval")
            + " is called `"
            + Shown.of(id)
            + "`",
        "see `portreeve approvals list --all`");
  }
}
