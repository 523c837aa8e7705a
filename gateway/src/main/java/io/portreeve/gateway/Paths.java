package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/** Finds the handler of a path, by the path as it was received; every other path does not exist. */
final class Paths implements HttpHandler {
  private static final int NOT_FOUND = 404;

  private final Map<String, HttpHandler> handlers;

  Paths(Map<String, HttpHandler> handlers) {
    this.handlers = Map.copyOf(handlers);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    HttpHandler handler = handlers.get(request.path());
    if (handler == null) {
      reply.send(NOT_FOUND, HttpFields.empty(), new byte[0]);
    } else {
      handler.handle(request, reply);
    }
  }

  /** What does not exist takes nothing. */
  @Override
  public Optional<String> sender(HttpRequest head) {
    return Optional.ofNullable(handlers.get(head.path())).flatMap(handler -> handler.sender(head));
  }
}
