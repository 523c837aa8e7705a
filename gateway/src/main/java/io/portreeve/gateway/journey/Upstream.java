package io.portreeve.gateway.journey;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Request;
import java.net.URI;
import java.util.Optional;

/** A server, spoken to in whatever era and over whatever transport it understands. */
public interface Upstream {
  /**
   * Sends a judged request and hands on everything that the server says to it, in order.
   *
   * <p>Returns after exactly one {@code Result} or {@code Failure} was delivered. Blocks; an
   * interrupt cancels the request at the server.
   *
   * @throws UpstreamException when the server cannot be reached, breaks the protocol or takes too
   *     long; its message is for the operator
   */
  void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, InterruptedException;

  /**
   * Where the user has to go before anything can be sent for this exchange, as far as that is known
   * without asking the server. Where the client says that the user is on his way, this waits for
   * him, as {@code send} does.
   */
  default Optional<URI> login(Exchange exchange) throws InterruptedException {
    return Optional.empty();
  }
}
