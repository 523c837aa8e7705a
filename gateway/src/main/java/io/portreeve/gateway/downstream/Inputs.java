package io.portreeve.gateway.downstream;

import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.legacy.ClientHandshake;
import io.portreeve.mcp.legacy.InputRequests;
import io.portreeve.mcp.legacy.ToClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a stateful client what a server wants to know, by requests of our own on the stream of the
 * client's request, and collects the answers.
 */
final class Inputs {
  private final LegacyCore core;
  private final ClientHandshake client;
  private final Waiting waiting;

  Inputs(LegacyCore core, ClientHandshake client, Waiting waiting) {
    this.core = core;
    this.client = client;
    this.waiting = waiting;
  }

  /** The client cannot be asked, or gave no usable answer: the request cannot go on. */
  static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient McpError error;

    Unanswered(int code, String message) {
      super(message, null, false, false);
      this.error = new McpError(code, message);
    }

    McpError error() {
      return error;
    }
  }

  /** All the answers, by the server's own keys. */
  JsonObject ask(Map<String, InputRequest> requests, ClientStream out)
      throws Unanswered, InterruptedException {
    for (InputRequest request : requests.values()) {
      if (!InputRequests.declared(request, client.capabilities())) {
        throw new Unanswered(ErrorCode.MISSING_CLIENT_CAPABILITY, "missing client capability");
      }
    }
    List<Asked> asked = new ArrayList<>();
    requests.forEach((key, request) -> asked.add(new Asked(key, request, waiting.ask())));
    try {
      for (Asked each : asked) {
        out.send(message(each));
      }
      return collect(asked);
    } catch (TimeoutException late) {
      for (Asked each : asked) {
        out.send(withdrawn(each.question()));
      }
      throw new Unanswered(ErrorCode.INTERNAL_ERROR, "the client did not answer in time");
    } finally {
      asked.forEach(each -> each.question().close());
    }
  }

  /** One thing that the client was asked. */
  private record Asked(String key, InputRequest request, Waiting.Question question) {}

  private RpcRequest message(Asked asked) {
    JsonObject params = ToClient.params(asked.request(), client.revision(), core.token());
    return new RpcRequest(asked.question().id(), asked.request().method(), params);
  }

  private static RpcNotification withdrawn(Waiting.Question question) {
    return new RpcNotification(
        "notifications/cancelled", JsonObject.of("requestId", question.id().json()));
  }

  private JsonObject collect(List<Asked> asked)
      throws Unanswered, TimeoutException, InterruptedException {
    long end = System.nanoTime() + core.limits().answer().toNanos();
    JsonObjectBuilder answers = JsonObject.builder();
    for (Asked each : asked) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      answers.put(each.key(), answer(each.request(), await(each.question(), left)));
    }
    return answers.build();
  }

  private static RpcResponse await(Waiting.Question question, Duration patience)
      throws TimeoutException, InterruptedException {
    try {
      return question.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("answers do not fail", impossible);
    }
  }

  /** A user who cannot be asked has cancelled; for anything else an error is no answer. */
  private static JsonObject answer(InputRequest request, RpcResponse response) throws Unanswered {
    return switch (response) {
      case RpcResponse.Success success -> fitting(request, success.result());
      case RpcResponse.Refusal _ ->
          switch (request) {
            case InputRequest.Elicit _ -> JsonObject.empty().with("action", "cancel");
            case InputRequest.Sample _, InputRequest.Roots _ ->
                throw new Unanswered(
                    ErrorCode.INVALID_REQUEST, "the client refused what the server asked of it");
          };
    };
  }

  private static JsonObject fitting(InputRequest request, JsonObject result) throws Unanswered {
    try {
      JsonObject bare = MetaKeys.withoutReserved(result, Set.of());
      return InputRequests.answer(request, bare, Revision.LATEST_STATEFUL);
    } catch (ProtocolException malformed) {
      throw new Unanswered(ErrorCode.INVALID_REQUEST, "the client's answer does not fit");
    }
  }
}
