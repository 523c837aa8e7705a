package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcRequest;

/** The way to one session of a stateful server, over whatever transport. */
interface LegacyLink extends AutoCloseable {
  /** Opens it; the ear hears all that belongs to no request of ours. */
  void open(Connection.Ear ear) throws UpstreamException, InterruptedException;

  /**
   * Sends a request. Its ear hears what belongs to it alone, last of all its answer or that none
   * will come.
   */
  void request(RpcRequest request, Sound.Ear ear) throws UpstreamException, InterruptedException;

  /** Sends a notification, or our answer to a request of the server. */
  void tell(RpcMessage message) throws UpstreamException, InterruptedException;

  /** No longer waits for the answer to a request. */
  void abandon(RequestId id);

  /** The handshake is done: the session may be listened to. */
  void agreed(Revision revision);

  /**
   * Whether each request has a stream of its own, so that what comes on it belongs to it for
   * certain.
   */
  boolean hasStreams();

  boolean isAlive();

  @Override
  void close();
}
