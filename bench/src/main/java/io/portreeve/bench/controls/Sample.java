package io.portreeve.bench.controls;

import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import java.util.Optional;

/**
 * A message that is judged.
 *
 * @param name of its kind
 * @param server whom it goes to, or who says it
 * @param kib how large it was meant to be
 * @param asked the request
 * @param said what is judged instead, if it is the server's
 * @param user what the user wrote in the conversation it belongs to
 */
record Sample(
    String name, String server, int kib, Request asked, Optional<ServerMessage> said, String user) {
  /** How large what is judged really is. */
  int bytes() {
    return said.map(Messages::bytes).orElseGet(() -> asked.params().toBytes().length);
  }
}
