package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Request;

/** A server of a known era. */
interface EraUpstream extends AutoCloseable {
  /**
   * As {@link io.portreeve.gateway.journey.Upstream#send}.
   *
   * @throws StaleEra when the server no longer speaks this era; nothing was delivered, and the
   *     server did not act on the request
   */
  void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, StaleEra, InterruptedException;

  @Override
  void close();
}
