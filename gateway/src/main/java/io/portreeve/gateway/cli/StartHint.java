package io.portreeve.gateway.cli;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;

/** What to do where a gateway cannot start. */
final class StartHint {
  private StartHint() {}

  /** The fault and what to do, for the one line that a person reads. */
  static CommandFailure failure(String listen, StartFault fault) {
    String why = Failures.oneLine(fault);
    return switch (fault.getCause()) {
      case AuditUnavailable _ -> failure("cannot start: " + why, "nothing was changed");
      case StoreUnavailable _ ->
          failure("cannot start: " + why, "put that right, or choose another with --data");
      case IOException _ ->
          failure(
              "cannot start at " + listen + ": " + why,
              "choose another address with --listen, or stop what uses it");
      case null, default -> failure("cannot start: " + why, "see `portreeve check`");
    };
  }

  private static CommandFailure failure(String what, String fix) {
    return new CommandFailure(ExitCode.UNAVAILABLE, what, fix);
  }
}
