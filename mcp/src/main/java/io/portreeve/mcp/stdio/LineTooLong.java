package io.portreeve.mcp.stdio;

/**
 * A line is longer than the limit; what stands after it on the stream is not read.
 *
 * <p>Costs no stack trace: a hostile peer can provoke this at will.
 */
public final class LineTooLong extends Exception {
  private static final long serialVersionUID = 1L;

  LineTooLong() {
    super("line too long", null, false, false);
  }
}
