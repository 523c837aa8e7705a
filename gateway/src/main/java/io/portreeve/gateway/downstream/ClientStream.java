package io.portreeve.gateway.downstream;

import io.portreeve.mcp.RpcMessage;

/** Takes what is said to a client about one of its requests. */
@FunctionalInterface
interface ClientStream {
  /** Hands one message over; blocks while the client is slow, and is interrupted if it is gone. */
  void send(RpcMessage message) throws InterruptedException;
}
