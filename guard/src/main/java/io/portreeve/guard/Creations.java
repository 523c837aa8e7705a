package io.portreeve.guard;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ToolResult;

/** Port: whose the objects are that tools make. */
@FunctionalInterface
public interface Creations {
  /**
   * Makes whoever called the owner of all that the tool says that it made, or of nothing; it is
   * kept when this returns. Said again, it is the same again.
   *
   * @param call as the server got it
   * @param said no error
   */
  Standing made(Exchange exchange, CallTool call, ToolResult said);

  /** No tool makes what anybody owns. */
  static Creations none() {
    return (_, _, _) -> new Standing.Nothing();
  }

  /** What came of it. */
  sealed interface Standing {
    /** Nothing that anybody owns was made. */
    record Nothing() implements Standing {}

    /** It belongs to whoever called. */
    record Owned(String objects) implements Standing {}

    /** It does not, and what the server said of it stays here. */
    record Refused(Reason reason, String detail) implements Standing {}
  }
}
