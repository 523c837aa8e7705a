package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.stdio.LineTooLong;
import io.portreeve.mcp.stdio.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves the one client that started this process, over its standard streams, in the era of its
 * first message. Every message is admitted and judged as if it came over HTTP.
 */
public final class StdioServer {
  private final LegacyCore core;
  private final Doorway doorway;
  private final Principal principal;
  private final EndpointId endpoint;
  private final JsonLimits limits;
  private final Duration patience;

  /**
   * @param principal whoever started the process
   * @param endpoint where he comes to
   * @param patience how long requests may still run once the client says no more
   */
  public StdioServer(
      LegacyCore core,
      Doorway doorway,
      Principal principal,
      EndpointId endpoint,
      JsonLimits limits,
      Duration patience) {
    this.core = core;
    this.doorway = doorway;
    this.principal = principal;
    this.endpoint = endpoint;
    this.limits = limits;
    this.patience = patience;
  }

  /** Returns when the client has closed its end and was answered, or sent what cannot be read. */
  public void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    LineWriter writer = new LineWriter(out);
    Lines lines = new Lines(in, limits.bytes());
    Optional<Conversing> client = Optional.empty();
    try {
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        client = take(line.get(), client, writer);
      }
      if (client.isPresent()) {
        client.get().drain(patience);
      }
    } catch (LineTooLong tooLong) {
      unreadable("line too long", writer);
    } finally {
      client.ifPresent(Conversing::close);
    }
  }

  private Optional<Conversing> take(byte[] line, Optional<Conversing> client, LineWriter writer)
      throws InterruptedException {
    try {
      Json body = JsonReader.read(line, limits);
      Conversing known = client.orElseGet(() -> inEraOf(body, writer));
      switch (doorway.enter(arrival())) {
        case Doorway.Entry.Open open -> known.take(body, open);
        case Doorway.Entry.Shut _ ->
            refuse(new McpError(ErrorCode.REFUSED, "refused by policy"), writer);
      }
      return Optional.of(known);
    } catch (JsonRefused refused) {
      unreadable(refused.fault().text(), writer);
      return client;
    }
  }

  private Conversing inEraOf(Json body, LineWriter writer) {
    return Era.isModern(body, HttpFields.empty())
        ? new ModernConnection(core, writer)
        : new LegacyConnection(core, writer);
  }

  private Arrival arrival() {
    Arrivals arrivals = core.arrivals();
    return new Arrival(
        arrivals.ids().get(),
        arrivals.clock().instant(),
        "stdio",
        new Identity.Authenticated(principal),
        endpoint);
  }

  private void unreadable(String fault, LineWriter writer) throws InterruptedException {
    core.audit().turnedAway(arrival(), Reason.MESSAGE_MALFORMED, fault);
    refuse(new McpError(ErrorCode.PARSE_ERROR, "parse error: " + fault), writer);
  }

  private static void refuse(McpError error, LineWriter writer) throws InterruptedException {
    writer.send(new RpcResponse.Refusal(Optional.empty(), error));
  }
}
