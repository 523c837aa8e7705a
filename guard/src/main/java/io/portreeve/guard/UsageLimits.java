package io.portreeve.guard;

import io.portreeve.mcp.ClientMessage;

/** Port: counts what a principal uses. Shared by all that serve the same principals. */
public interface UsageLimits {
  /**
   * Takes one request of the principal off its allowance, and a place among its running exchanges.
   * The place is given back when the exchange ends, whatever becomes of it. An exchange that enters
   * again pays nothing and gets the same answer.
   */
  Standing enter(Exchange exchange, ClientMessage message);

  /** Whether the principal may go on. */
  sealed interface Standing {
    /** Within every limit. */
    record Within() implements Standing {}

    /** Over one; the reason names which. */
    record Over(Reason reason, String detail) implements Standing {}
  }
}
