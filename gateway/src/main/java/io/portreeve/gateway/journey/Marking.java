package io.portreeve.gateway.journey;

import io.portreeve.guard.Principal;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Gives a request that begins a conversation its handle, and its host with the answer. */
final class Marking {
  private final Handles handles;

  Marking(Handles handles) {
    this.handles = handles;
  }

  /** The conversation that a request begins; empty if it begins none. */
  record Marked(Optional<String> begun) {
    /** The request, belonging to the conversation that it should. */
    Request in(Request request) {
      return begun.map(handle -> ConversationMark.with(handle, request)).orElse(request);
    }

    /** Tells the host, with what it is answered; no mark of a server's own goes on. */
    ServerStream telling(ServerStream out) {
      return message -> out.deliver(told(ConversationMark.without(message)));
    }

    private ServerMessage told(ServerMessage message) {
      return begun.map(handle -> ConversationMark.telling(handle, message)).orElse(message);
    }
  }

  /**
   * Marks what a request says of its conversation.
   *
   * @param may whether it may be asked at all; asked only of a request that says something
   */
  Marked mark(Principal who, Request received, BooleanSupplier may) {
    ConversationMark mark = ConversationMark.of(received);
    boolean begins = mark.handle().isEmpty() && mark.begins();
    boolean goesOn = mark.handle().isPresent() && !mark.said().isEmpty();
    if (!(begins || goesOn) || !may.getAsBoolean()) {
      return new Marked(Optional.empty());
    }
    mark.handle().ifPresent(handle -> handles.hear(who, handle, mark.said()));
    return new Marked(begins ? handles.begin(who, mark.said()) : Optional.empty());
  }
}
