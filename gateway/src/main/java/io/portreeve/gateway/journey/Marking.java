package io.portreeve.gateway.journey;

import io.portreeve.guard.Principal;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Gives a request that begins a conversation its handle, and its host with the answer. */
final class Marking {
  private final Handles handles;
  private final Router router;

  /**
   * @param router knows which tools the names in a plan stand for
   */
  Marking(Handles handles, Router router) {
    this.handles = handles;
    this.router = router;
  }

  /**
   * The conversation that a request belongs to.
   *
   * @param begun its handle, if it begins with the request
   * @param told what the host is told of it, as soon as it is answered
   */
  record Marked(Optional<String> begun, Supplier<JsonObject> told) {
    /** The request, belonging to the conversation that it should. */
    Request in(Request request) {
      return begun.map(handle -> ConversationMark.with(handle, request)).orElse(request);
    }

    /** Tells the host, with what it is answered; no mark of a server's own goes on. */
    ServerStream telling(ServerStream out) {
      return message -> out.deliver(told(ConversationMark.without(message)));
    }

    private ServerMessage told(ServerMessage message) {
      return message instanceof Result ? ConversationMark.telling(told.get(), message) : message;
    }
  }

  /**
   * Marks what a request says of its conversation. A plan counts only with what it is for: so there
   * is one for each time that the user speaks.
   *
   * @param may whether it may be asked at all; asked only of a request that says something
   */
  Marked mark(Principal who, Request received, BooleanSupplier may) {
    ConversationMark mark = ConversationMark.of(received);
    Optional<String> handle = mark.handle();
    boolean begins = handle.isEmpty() && mark.begins();
    boolean goesOn = handle.isPresent() && !mark.said().isEmpty();
    if ((begins || goesOn) && may.getAsBoolean()) {
      handle.ifPresent(one -> hear(who, one, mark));
      if (begins) {
        return begun(handles.begin(who, mark.said(), mark.read()));
      }
    }
    return new Marked(Optional.empty(), () -> heard(who, handle));
  }

  /** Words without a plan have an empty one: that for the words before is over. */
  private void hear(Principal who, String handle, ConversationMark mark) {
    handles.hear(who, handle, mark.said());
    if (handles.planned()) {
      handles.plan(who, handle, Planned.tools(mark.plan(), router));
    }
  }

  private Marked begun(Optional<String> handle) {
    JsonObject told =
        handle
            .map(one -> ConversationMark.begun(one, handles.planned()))
            .orElse(JsonObject.empty());
    return new Marked(handle, () -> told);
  }

  private JsonObject heard(Principal who, Optional<String> handle) {
    return handle
        .flatMap(one -> handles.heard(who, one))
        .map(ConversationMark::heard)
        .orElse(JsonObject.empty());
  }
}
