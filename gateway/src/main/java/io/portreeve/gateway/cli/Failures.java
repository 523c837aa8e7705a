package io.portreeve.gateway.cli;

import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.store.Denial;
import io.portreeve.gateway.store.StoreUnavailable;
import java.nio.file.AccessDeniedException;
import java.util.Optional;

/**
 * Says in one line what stopped a command. No stack trace, unless {@code PORTREEVE_DEBUG} asks for
 * it.
 */
final class Failures {
  private Failures() {}

  static int report(Terminal terminal, Exception fault) {
    if (terminal.environment().apply("PORTREEVE_DEBUG").isPresent()) {
      fault.printStackTrace(terminal.err());
    }
    ExitCode code =
        switch (fault) {
          case CommandFailure failure -> failure.code();
          // As where `check`, or the reading of the file, finds that it is missing.
          case NamedSecretUnavailable _ -> ExitCode.USAGE;
          case StoreUnavailable _, SecretUnavailable _ -> ExitCode.UNAVAILABLE;
          default -> ExitCode.FAULT;
        };
    String what =
        code == ExitCode.FAULT
            ? "a fault of Portreeve itself (%s); set PORTREEVE_DEBUG=1 and report what it prints"
                .formatted(fault.getClass().getSimpleName())
            : oneLine(fault);
    terminal.aside("portreeve: " + what);
    return code.number();
  }

  /** The message without its line ends. */
  static String oneLine(Exception fault) {
    String text =
        fault instanceof AccessDeniedException denied
            ? Denial.ofReading(denied)
            : Optional.ofNullable(fault.getMessage()).orElse("no reason given");
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
