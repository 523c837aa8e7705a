package io.portreeve.gateway.store;

import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * What was done with keys, pins and secrets, and is not yet in the audit log. Each act stands here
 * from the same transaction on in which it was done, or from before.
 */
public interface Acts {
  /** The oldest of them, at most so many. */
  List<Act> waiting(int most);

  /** Something is about to be done that does not lie in the store. */
  void note(String event, JsonObject fields, Instant at);

  /** It is in the audit log. */
  void recorded(Act act);
}
