package io.portreeve.gateway.cli;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.Unfit;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** What to do where a gateway cannot start. */
final class StartHint {
  private StartHint() {}

  /**
   * The same of a gateway that was to listen at an address.
   *
   * @param places where a key stands that something is wrong with, to be put before it
   */
  static CommandFailure failure(
      Listening listening, StartFault fault, UnaryOperator<String> places) {
    return fault
        .key()
        .map(key -> at(places.apply(key), fault))
        .orElseGet(() -> failure(listening, fault));
  }

  private static CommandFailure failure(Listening listening, StartFault fault) {
    return fault.getCause() instanceof IOException ? listening.failure(fault) : failure(fault);
  }

  /** The fault and what to do, for the one line that a person reads. */
  static CommandFailure failure(StartFault fault) {
    return fault.key().map(_ -> at("", fault)).orElseGet(() -> unplaced(fault));
  }

  /** What is wrong with what a key leads to comes with what to do. */
  private static CommandFailure at(String place, StartFault fault) {
    return new CommandFailure(code(fault), "cannot start: " + place + Failures.oneLine(fault));
  }

  /** A secret that is no good is a problem of the configuration, as `check` says. */
  private static ExitCode code(StartFault fault) {
    return fault.isOfConfiguration() ? ExitCode.USAGE : ExitCode.UNAVAILABLE;
  }

  /** How a command ends that finds all this, and no more, before a start does. */
  static ExitCode code(List<Unfit> all) {
    return all.stream().anyMatch(Unfit::isOfConfiguration) ? ExitCode.USAGE : ExitCode.UNAVAILABLE;
  }

  /** The same as problems of the file, where it speaks of them. */
  static List<Problem> problems(ConfigurationFile.Outcome.Loaded loaded, List<Unfit> all) {
    return all.stream()
        .map(it -> new Problem(loaded.sources().place(it.key()), it.key(), it.what(), it.fix()))
        .sorted()
        .toList();
  }

  private static CommandFailure unplaced(StartFault fault) {
    String what = "cannot start: " + Failures.oneLine(fault);
    return switch (fault.getCause()) {
      // What is wrong with a log itself comes with what to do.
      case AuditUnavailable told when told.getCause() == null ->
          new CommandFailure(ExitCode.UNAVAILABLE, what);
      case AuditUnavailable _, StoreUnavailable _ ->
          failure(what, "put that right, or choose another with --data");
      case null, default -> new CommandFailure(code(fault), what, "see `portreeve check`");
    };
  }

  private static CommandFailure failure(String what, String fix) {
    return new CommandFailure(ExitCode.UNAVAILABLE, what, fix);
  }
}
