package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.gateway.journey.NoMcp;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.sse.SseEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Probes an endpoint: a discovery, then a handshake whatever became of the discovery (servers
 * answer an unknown question with anything up to HTTP 500), then a GET for the oldest transport.
 * Refused credentials and a server that cannot be reached are no evidence.
 */
final class HttpEraProbe implements EraProbe {
  private final UpstreamSettings settings;
  private final HttpEndpoint endpoint;
  private final Alarms alarms;
  private final InstantSource clock;
  private final WireReader wire;

  HttpEraProbe(
      UpstreamSettings settings, HttpEndpoint endpoint, Alarms alarms, InstantSource clock) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.alarms = alarms;
    this.clock = clock;
    this.wire = new WireReader(settings.limits().maxMessage());
  }

  @Override
  public ServerEra probe(Caller caller) throws UpstreamException, InterruptedException {
    HttpFields fields = ModernFields.of(DISCOVER, List.of());
    Answer discovered = ask(caller, fields, EraProbe.discovery());
    if (discovered.message().isPresent()) {
      switch (EraProbe.of(discovered.message().get())) {
        case MODERN -> {
          return ServerEra.MODERN;
        }
        case FOREIGN -> throw EraProbe.foreign();
        case NOT_MODERN -> {} // so it may be older
      }
    }
    Answer begun = begin(caller);
    if (begun.message().filter(RpcResponse.Success.class::isInstance).isPresent()) {
      return ServerEra.LEGACY;
    }
    if (streams(caller)) {
      return ServerEra.SSE;
    }
    throw new NoMcp(
        begun.status(),
        "the server speaks no MCP that we know: `initialize` at %s was answered with HTTP %d%s%s"
            .formatted(endpoint.path(), begun.status(), begun.what(), hint(begun.status())));
  }

  private static String hint(int status) {
    return status == 404 || status == 405 ? " (is that the path of its `url`?)" : "";
  }

  /**
   * An answer.
   *
   * @param what else it was than a message, in words of ours; empty if there is nothing to say
   */
  private record Answer(int status, Optional<RpcResponse> message, String what) {}

  /** What it says to the beginning of a session; the session is ended at once. */
  private Answer begin(Caller caller) throws UpstreamException, InterruptedException {
    return ask(caller, HttpFields.empty(), EraProbe.handshake(RequestId.of("probe")));
  }

  /** What it answers with. */
  private Answer ask(Caller caller, HttpFields fields, RpcRequest request)
      throws UpstreamException, InterruptedException {
    HttpEndpoint.Patience patience = HttpEndpoint.Patience.of(settings.timeout()).twice();
    try (HttpResponse response = endpoint.post(caller, fields, request, patience)) {
      int status = response.status();
      if (status == 401 || status == 403) {
        throw HttpAnswers.unusable(status);
      }
      Heard heard = heard(response);
      Optional<String> session = response.headers().first("mcp-session-id");
      if (session.isPresent()) {
        forget(caller, session.get());
      }
      return new Answer(status, heard.answer(), heard.what(response));
    }
  }

  private void forget(Caller caller, String session)
      throws UpstreamException, InterruptedException {
    HttpFields fields = HttpFields.of("mcp-session-id", session);
    endpoint.delete(caller, fields, HttpEndpoint.Patience.of(settings.timeout())).close();
  }

  private Heard heard(HttpResponse response) throws InterruptedException {
    Deadline deadline = Deadline.after(clock, settings.timeout());
    int most = settings.limits().maxMessage();
    try (MessageMemory.Holding holding = endpoint.memory().holding(settings.id().value())) {
      return switch (MediaType.of(response.headers())) {
        case JSON -> Heard.of(wire.message(HttpAnswers.body(response, most, deadline, holding)));
        case EVENTS ->
            first(new Events(response, most, deadline, holding))
                .<Heard>map(Heard.Answered::new)
                .orElseGet(Heard.Nothing::new);
        case OTHER -> new Heard.Nothing();
      };
    } catch (UpstreamException noMessage) {
      return new Heard.Nothing();
    }
  }

  private Optional<RpcResponse> first(Events events)
      throws UpstreamException, InterruptedException {
    for (Optional<SseEvent> event = events.next(); event.isPresent(); event = events.next()) {
      if (!event.get().isMessage()) {
        return Optional.empty(); // the oldest transport begins so, even where it was not asked to
      }
      Optional<RpcResponse> answer =
          event.get().isEmpty() ? Optional.empty() : response(wire.message(event.get().data()));
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private static Optional<RpcResponse> response(RpcMessage message) {
    return message instanceof RpcResponse response ? Optional.of(response) : Optional.empty();
  }

  /** What stands in an answer. */
  private sealed interface Heard {
    /** A response. */
    record Answered(RpcResponse response) implements Heard {}

    /** A message that answers nothing. */
    record Another() implements Heard {}

    /** No message. */
    record Nothing() implements Heard {}

    static Heard of(RpcMessage message) {
      return message instanceof RpcResponse response ? new Answered(response) : new Another();
    }

    default Optional<RpcResponse> answer() {
      return switch (this) {
        case Answered(RpcResponse response) -> Optional.of(response);
        case Another _, Nothing _ -> Optional.empty();
      };
    }

    default String what(HttpResponse head) {
      return switch (this) {
        case Answered(RpcResponse.Refusal(var _, McpError error)) ->
            " and error " + error.code() + " of JSON-RPC";
        case Answered(RpcResponse.Success _) -> "";
        case Another _ -> " and a question of its own, as an echo does";
        case Nothing _ -> OtherAnswer.words(head.headers());
      };
    }
  }

  private boolean streams(Caller caller) throws InterruptedException {
    SseConnection trial = new SseConnection(settings, endpoint, caller, alarms, _ -> {});
    try {
      trial.open(new Deaf());
      return true;
    } catch (UpstreamException noStream) {
      return false;
    } finally {
      trial.close();
    }
  }

  private record Deaf() implements Connection.Ear {
    @Override
    public void heard(RpcMessage message, int size) {
      // A trial asks nothing, so nothing that it hears matters.
    }

    @Override
    public void ended(String why) {
      // The trial ends it.
    }
  }
}
