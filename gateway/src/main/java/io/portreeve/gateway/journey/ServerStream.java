package io.portreeve.gateway.journey;

import io.portreeve.mcp.ServerMessage;

/** Takes what a server says, message by message. Calls may come from one thread at a time only. */
@FunctionalInterface
public interface ServerStream {
  /**
   * Hands one message on; blocks while the other side is slow. Throws when the other side is gone.
   */
  void deliver(ServerMessage message) throws InterruptedException;
}
