package io.portreeve.gateway.telemetry;

import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A server whose requests are told as spans, and which is told of them in {@code _meta}. */
record TracedUpstream(Tracing tracing, Upstream server) implements Upstream {
  /** What the specification and JSON-RPC define; any other number is the server's own word. */
  private static final int LEAST_CODE = -32_768;

  private static final int GREATEST_CODE = -32_000;

  @Override
  public void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, InterruptedException {
    Instant start = tracing.now();
    SpanRef ref = tracing.part(exchange);
    Heard heard = new Heard(out);
    try {
      server.send(exchange, tracing.within(exchange, ref, request), heard);
    } catch (CredentialMissing none) {
      heard.error = Optional.of("credential-missing");
      throw none;
    } catch (UpstreamException failure) {
      heard.error = Optional.of("upstream-failed");
      throw failure;
    } catch (InterruptedException ended) {
      heard.error = Optional.of("cancelled");
      throw ended;
    } finally {
      tracing.tellSent(exchange, ref, start, () -> heard.told(tracing.about(exchange)));
    }
  }

  /** Remembers by what the answer failed. */
  private static final class Heard implements ServerStream {
    private final ServerStream out;
    private Optional<String> error = Optional.empty();
    private Optional<String> code = Optional.empty();

    private Heard(ServerStream out) {
      this.out = out;
    }

    @Override
    public void deliver(ServerMessage message) throws InterruptedException {
      switch (message) {
        case Failure failure -> {
          code = Optional.of(code(failure.error().code()));
          error = code;
        }
        case ToolResult result when result.isError() -> error = Optional.of("tool_error");
        case Result _, Notification _ -> {}
      }
      out.deliver(message);
    }

    private static String code(int number) {
      boolean defined = number >= LEAST_CODE && number <= GREATEST_CODE;
      return defined ? Integer.toString(number) : Name.OTHER;
    }

    private Told told(List<Attribute> about) {
      code.ifPresent(it -> about.add(Name.STATUS_CODE.is(it)));
      return error.map(by -> Told.failed(about, by)).orElseGet(() -> Told.good(about));
    }
  }

  @Override
  public Optional<URI> login(Exchange exchange) throws InterruptedException {
    return server.login(exchange);
  }
}
