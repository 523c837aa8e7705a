package io.portreeve.gateway;

import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import java.net.URI;
import java.util.Optional;

/** A server whose coming and going the operator is told of, and that is counted. */
record ToldUpstream(ServerId id, Upstream server, Outage state, ServerLines lines)
    implements Upstream {
  @Override
  public void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, InterruptedException {
    try {
      server.send(exchange, request, out);
    } catch (CredentialMissing none) {
      throw none; // it was not asked
    } catch (UpstreamException failure) {
      lines.failed(id);
      state.failed(String.valueOf(failure.getMessage()));
      throw failure;
    }
    lines.answered(id);
    state.answered();
  }

  @Override
  public Optional<URI> login(Exchange exchange) throws InterruptedException {
    return server.login(exchange);
  }
}
