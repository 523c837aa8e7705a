package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;

/** One connection on which all messages go, in both directions: a child's pipes, or HTTP+SSE. */
interface Connection extends AutoCloseable {
  /** Opens it; from now on its ear hears. */
  void open(Ear ear) throws UpstreamException, InterruptedException;

  /** Hands a message to it. */
  void send(RpcMessage message) throws UpstreamException, InterruptedException;

  boolean isAlive();

  @Override
  void close();

  /** Hears what comes on a connection. Called by one thread at a time; no call may block. */
  interface Ear {
    void heard(RpcMessage message, int size);

    /** Nothing more will come. Called at most once. */
    void ended(String why);
  }
}
