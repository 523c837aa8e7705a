package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands requests on, and knows whether anybody still refers to a long body that it handed on. */
final class ReceivedBodies implements HttpHandler {
  private static final int LONG = 64 * 1024;

  private final HttpHandler handler;
  private final List<WeakReference<byte[]>> bodies = new CopyOnWriteArrayList<>();

  ReceivedBodies(HttpHandler handler) {
    this.handler = handler;
  }

  @Override
  public Optional<String> sender(HttpRequest head) {
    return handler.sender(head);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    if (request.body().length >= LONG) {
      bodies.add(new WeakReference<>(request.body()));
    }
    handler.handle(request, reply);
  }

  /** How many of them are referred to. */
  long reachable() {
    System.gc();
    return bodies.stream().filter(body -> body.get() != null).count();
  }
}
