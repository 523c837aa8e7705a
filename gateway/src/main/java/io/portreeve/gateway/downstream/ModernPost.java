package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.journey.Journey;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** Answers one POST of the stateless revision; it knows nothing of any other request. */
public final class ModernPost {
  private final Journey journey;
  private final AuditTrail audit;
  private final ParamMarks marks;
  private final StreamClock streams;
  private final Vigil vigil;
  private final Challenges challenges;

  public ModernPost(
      Journey journey,
      AuditTrail audit,
      ParamMarks marks,
      StreamClock streams,
      Vigil vigil,
      Challenges challenges) {
    this.journey = journey;
    this.audit = audit;
    this.marks = marks;
    this.streams = streams;
    this.vigil = vigil;
    this.challenges = challenges;
  }

  void handle(HttpRequest request, Json body, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    Optional<RequestId> id = Optional.empty();
    try {
      id = id(body);
      switch (message(body)) {
        case RpcRequest rpc -> travel(request, rpc, entry, reply);
        case RpcNotification _ -> Answers.empty(reply, HttpStatus.ACCEPTED);
        case RpcResponse _ ->
            throw Misfit.badRequest(ErrorCode.INVALID_REQUEST, "a client sends no responses");
      }
    } catch (Misfit misfit) {
      audit.turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, misfit.error().message());
      Answers.error(reply, misfit.status(), id, misfit.error());
    }
  }

  private void travel(
      HttpRequest request, RpcRequest rpc, Doorway.Entry.Open entry, HttpReply reply)
      throws Misfit, InterruptedException {
    Request asked = new ModernLadder(request.headers(), rpc).climb();
    if (asked instanceof CallTool call && !repeats(request, call, entry, reply)) {
      return;
    }
    Thread exchange = Thread.currentThread();
    reply.onDisconnect(exchange::interrupt);
    try (ModernAnswer answer = new ModernAnswer(rpc.id(), asked, reply, streams, challenges)) {
      if (asked instanceof Listen) {
        listen(request, entry, asked, answer);
      } else {
        journey.travel(entry, Revision.V2026_07_28, asked, answer);
      }
    }
  }

  /** Whether its fields repeat what they have to; where nobody can tell now, that is answered. */
  private boolean repeats(
      HttpRequest request, CallTool call, Doorway.Entry.Open entry, HttpReply reply)
      throws Misfit, InterruptedException {
    ParamFields.Marks marked;
    try {
      marked = marks.of(entry, call);
    } catch (StoreUnavailable unknown) {
      audit.turnedAway(
          entry.arrival(), Reason.STATE_UNAVAILABLE, String.valueOf(unknown.getMessage()));
      Answers.unavailable(reply, "definitions cannot be looked at now: try again later");
      return false;
    }
    ModernLadder.parameters(request.headers(), call, marked);
    return true;
  }

  private void listen(
      HttpRequest request, Doorway.Entry.Open entry, Request asked, ModernAnswer answer)
      throws InterruptedException {
    Thread exchange = Thread.currentThread();
    Vigil.Watch watch = vigil.watch(request, entry, exchange::interrupt);
    try (watch) {
      journey.travel(entry, Revision.V2026_07_28, asked, answer);
    } catch (InterruptedException ended) {
      if (!watch.ended()) {
        throw ended;
      }
      answer.begun();
    }
  }

  private static RpcMessage message(Json body) throws Misfit {
    if (!(body instanceof JsonObject message)) {
      throw Misfit.badRequest(ErrorCode.INVALID_REQUEST, "a body is one message");
    }
    try {
      return RpcMessage.of(message);
    } catch (ProtocolException unfit) {
      throw Misfit.of(unfit.error());
    }
  }

  /** Errors repeat the id whenever it can be read, so that the client knows what was refused. */
  private static Optional<RequestId> id(Json body) {
    if (!(body instanceof JsonObject message)) {
      return Optional.empty();
    }
    try {
      return message.get("id").map(RequestId::new);
    } catch (ProtocolException malformed) {
      return Optional.empty();
    }
  }
}
