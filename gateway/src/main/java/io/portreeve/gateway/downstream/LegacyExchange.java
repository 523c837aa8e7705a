package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.Doorway;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.ClientHandshake;
import io.portreeve.mcp.legacy.ToClient;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a stateful client and all its rounds: what a server asks for in between, the
 * client is asked, and the request is repeated with the answers.
 */
final class LegacyExchange {
  private final LegacyCore core;
  private final ClientHandshake client;
  private final Inputs inputs;
  private final RequestId id;
  private final ClientStream out;
  private Optional<InputRequired> asks = Optional.empty();

  LegacyExchange(
      LegacyCore core, ClientHandshake client, Inputs inputs, RequestId id, ClientStream out) {
    this.core = core;
    this.client = client;
    this.inputs = inputs;
    this.id = id;
    this.out = out;
  }

  /** Sends exactly one response, unless interrupted. */
  void run(Doorway.Entry.Open entry, Request request) throws InterruptedException {
    try {
      Request asked = request;
      travel(entry, asked);
      for (int round = 0; asks.isPresent(); round++) {
        if (round == core.limits().rounds()) {
          throw new Inputs.Unanswered(ErrorCode.INTERNAL_ERROR, "the server asks without end");
        }
        asked = answered(request, asks.get());
        travel(core.arrivals().again(entry), asked);
      }
    } catch (Inputs.Unanswered unanswered) {
      out.send(failed(request, unanswered.error()));
    }
  }

  private void travel(Doorway.Entry.Open entry, Request asked) throws InterruptedException {
    asks = Optional.empty();
    core.journey().travel(entry, client.revision(), asked, message -> deliver(asked, message));
  }

  /** Only what the server asked for this time is answered: no state and no answer of before. */
  private Request answered(Request request, InputRequired wanted)
      throws Inputs.Unanswered, InterruptedException {
    JsonObject params = request.params();
    Map<String, InputRequest> requests = wanted.inputRequests();
    if (!requests.isEmpty()) {
      params = params.with(Answerable.INPUT_RESPONSES, inputs.ask(requests, out));
    }
    if (wanted.requestState().isPresent()) {
      params = params.with(Answerable.REQUEST_STATE, wanted.requestState().get());
    }
    return request.withParams(params);
  }

  private void deliver(Request asked, ServerMessage message) throws InterruptedException {
    switch (message) {
      case Notification notification -> {
        Optional<RpcNotification> known = ToClient.notification(notification);
        if (known.isPresent()) {
          out.send(known.get());
        }
      }
      case InputRequired wanted -> asks = Optional.of(wanted);
      case Result result ->
          out.send(new RpcResponse.Success(id, ToClient.result(result, client.revision())));
      case Failure failure ->
          out.send(ToClient.error(id, asked, failure.error(), client.revision()));
    }
  }

  /** A tool that cannot go on tells the model so. */
  private RpcResponse failed(Request request, McpError error) {
    boolean readable =
        request instanceof CallTool && error.code() != ErrorCode.MISSING_CLIENT_CAPABILITY;
    return readable
        ? new RpcResponse.Success(
            id, ToClient.result(ToolResult.error(error.message()), client.revision()))
        : ToClient.error(id, request, error, client.revision());
  }
}
