package io.portreeve.gateway.downstream;

import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcResponse;

/** Takes what is said to a client about one of its requests. */
@FunctionalInterface
interface ClientStream {
  /** Hands one message over; blocks while the client is slow, and is interrupted if it is gone. */
  void send(RpcMessage message) throws InterruptedException;

  /** This one; before it is given the answer, so much is done. */
  default ClientStream before(Runnable answering) {
    return message -> {
      if (message instanceof RpcResponse) {
        answering.run();
      }
      send(message);
    };
  }
}
