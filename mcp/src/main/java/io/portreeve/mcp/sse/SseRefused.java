package io.portreeve.mcp.sse;

/**
 * The stream is not one that this gateway reads on: it says which fault, never what was sent.
 *
 * <p>Costs no stack trace: a hostile peer can provoke this at will.
 */
public final class SseRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  SseRefused(Fault fault) {
    super(fault.text(), null, false, false);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  /** Every reason for which a stream is refused. */
  public enum Fault {
    /** A line, a comment included, is longer than the limit. */
    LINE_TOO_LONG("line-too-long"),
    /** The data lines of one event are longer than the limit. */
    EVENT_TOO_LARGE("event-too-large"),
    /** The name of a field, an event type or an event id is not UTF-8. */
    INVALID_UTF8("invalid-utf8");

    private final String text;

    Fault(String text) {
      this.text = text;
    }

    /** The fixed, kebab-case name of this fault. */
    public String text() {
      return text;
    }
  }
}
