package io.portreeve.gateway.journey;

import io.portreeve.guard.Decision;
import java.util.List;
import java.util.Locale;

/**
 * What came of an exchange at one server.
 *
 * @param ending how it ended
 * @param decisions what controls said of the server's messages, passes left out but for alerts; no
 *     more than {@link #MOST_DECISIONS}, since a server may go on for ever
 * @param unkept how many more there were
 * @param messages how many messages of the server were judged
 * @param detail for the operator
 */
public record Outcome(
    Ending ending, List<Decision> decisions, int unkept, int messages, String detail) {
  /** How many decisions are remembered until the end. */
  public static final int MOST_DECISIONS = 40;

  /** How an exchange ends. */
  public enum Ending {
    COMPLETED,
    INPUT_REQUIRED,
    /** The server answered with an error. */
    SERVER_ERROR,
    /** The request was refused and never left. */
    REFUSED,
    /** The server's answer was refused. */
    WITHHELD,
    /** The server could not be reached, broke the protocol or took too long. */
    UPSTREAM_FAILED,
    /** There is no credential with which to ask the server, so it was not asked. */
    CREDENTIAL_MISSING,
    /** The client gave up or went away. */
    CANCELLED,
    /** Something of ours failed. */
    FAILED;

    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Kebab case, as records and traces write it. */
    public String wire() {
      return wire;
    }
  }

  public Outcome {
    decisions = List.copyOf(decisions);
  }
}
