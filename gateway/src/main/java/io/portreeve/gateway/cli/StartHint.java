package io.portreeve.gateway.cli;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;

/** What to do where a gateway cannot start. */
final class StartHint {
  private StartHint() {}

  /** The same of a gateway that was to listen at an address. */
  static CommandFailure failure(String listen, StartFault fault) {
    return fault.getCause() instanceof IOException
        ? new CommandFailure(
            ExitCode.UNAVAILABLE,
            "cannot start at " + listen + ": " + Failures.oneLine(fault),
            "choose another address with --listen, or stop what uses it")
        : failure(fault);
  }

  /** The fault and what to do, for the one line that a person reads. */
  static CommandFailure failure(StartFault fault) {
    String what = "cannot start: " + Failures.oneLine(fault);
    return switch (fault.getCause()) {
      // What is wrong with a log itself comes with what to do.
      case AuditUnavailable told when told.getCause() == null ->
          new CommandFailure(ExitCode.UNAVAILABLE, what);
      case StoreUnavailable _ when what.contains("state.postgres") ->
          failure(
              what, "put that right: the keys of `state.postgres` say where it is, and as whom");
      case AuditUnavailable _, StoreUnavailable _ ->
          failure(what, "put that right, or choose another with --data");
      case null, default -> failure(what, "see `portreeve check`");
    };
  }

  private static CommandFailure failure(String what, String fix) {
    return new CommandFailure(ExitCode.UNAVAILABLE, what, fix);
  }
}
