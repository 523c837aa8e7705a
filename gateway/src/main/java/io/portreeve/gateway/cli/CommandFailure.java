package io.portreeve.gateway.cli;

/**
 * A command cannot go on. Its message is the one line that the person reads: what is wrong; what to
 * do.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  public CommandFailure(ExitCode code, String what, String fix) {
    this(code, what + "; " + fix);
  }

  /** With a line that says both already. */
  public CommandFailure(ExitCode code, String line) {
    super(line, null, false, false);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }
}
