package io.portreeve.gateway;

import io.portreeve.gateway.config.ServerInput;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * A server that is told only of those abilities of the client that it may use, so that an honest
 * one does not ask for what would be refused.
 */
final class AllowedInputs implements Upstream {
  private final Upstream server;
  private final Set<ServerInput> allowed;

  AllowedInputs(Upstream server, Collection<ServerInput> allowed) {
    this.server = server;
    this.allowed = Set.copyOf(allowed);
  }

  @Override
  public void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, InterruptedException {
    JsonObject meta = request.params().object("_meta").orElse(JsonObject.empty());
    JsonObject can = meta.object(RequestMeta.CLIENT_CAPABILITIES).orElse(JsonObject.empty());
    JsonObject told = told(can);
    Request cut =
        told.equals(can)
            ? request
            : request.withParams(
                request.params().with("_meta", meta.with(RequestMeta.CLIENT_CAPABILITIES, told)));
    server.send(exchange, cut, out);
  }

  @Override
  public Optional<URI> login(Exchange exchange) throws InterruptedException {
    return server.login(exchange);
  }

  private JsonObject told(JsonObject can) {
    JsonObject told = allowed.contains(ServerInput.ROOTS) ? can : can.without("roots");
    told = allowed.contains(ServerInput.SAMPLING) ? told : told.without("sampling");
    return can.object("elicitation").isPresent()
        ? elicitation(told, can.object("elicitation").get())
        : told;
  }

  /** An empty member means forms and nothing else, so what would become empty goes. */
  private JsonObject elicitation(JsonObject told, JsonObject modes) {
    JsonObject all = modes.size() == 0 ? modes.with("form", JsonObject.empty()) : modes;
    JsonObject kept = allowed.contains(ServerInput.ELICITATION_FORM) ? all : all.without("form");
    kept = allowed.contains(ServerInput.ELICITATION_URL) ? kept : kept.without("url");
    if (kept.equals(all)) {
      return told;
    }
    return kept.has("form") || kept.has("url")
        ? told.with("elicitation", kept)
        : told.without("elicitation");
  }
}
