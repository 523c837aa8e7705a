package io.portreeve.gateway.journey;

import io.portreeve.guard.Principal;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import java.util.Optional;

/** Gives a request that begins a conversation its handle, and its host with the answer. */
final class Marking {
  private final Handles handles;

  Marking(Handles handles) {
    this.handles = handles;
  }

  /** A request that belongs to the conversation that it should, and whoever hears the answer. */
  record Marked(Request request, ServerStream out) {}

  Marked mark(Principal who, Request received, ServerStream out) {
    ConversationMark mark = ConversationMark.of(received);
    if (mark.handle().isPresent() && !mark.said().isEmpty()) {
      handles.hear(who, mark.handle().get(), mark.said());
    }
    Optional<String> begun =
        mark.begins() && mark.handle().isEmpty()
            ? handles.begin(who, mark.said())
            : Optional.empty();
    return new Marked(
        begun.map(handle -> ConversationMark.with(handle, received)).orElse(received),
        message -> out.deliver(told(begun, ConversationMark.without(message))));
  }

  private static ServerMessage told(Optional<String> begun, ServerMessage message) {
    return begun.map(handle -> ConversationMark.telling(handle, message)).orElse(message);
  }
}
