package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the handler of a path, by the path as it was received; else that of the place that the path
 * is in, whose own ends with a slash; every other path does not exist.
 */
final class Paths implements HttpHandler {
  private static final int NOT_FOUND = 404;

  private final Map<String, HttpHandler> handlers;

  Paths(Map<String, HttpHandler> handlers) {
    this.handlers = Map.copyOf(handlers);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    Optional<HttpHandler> handler = find(request.path());
    if (handler.isEmpty()) {
      reply.send(NOT_FOUND, HttpFields.empty(), new byte[0]);
    } else {
      handler.get().handle(request, reply);
    }
  }

  private Optional<HttpHandler> find(String path) {
    return Optional.ofNullable(handlers.get(path))
        .or(() -> Optional.ofNullable(handlers.get(place(path))));
  }

  /** The first part of a path that has more than one, with its slash. */
  private static String place(String path) {
    return path.substring(0, path.indexOf('/', 1) + 1);
  }

  /** What does not exist takes nothing. */
  @Override
  public Optional<String> sender(HttpRequest head) {
    return find(head.path()).flatMap(handler -> handler.sender(head));
  }
}
