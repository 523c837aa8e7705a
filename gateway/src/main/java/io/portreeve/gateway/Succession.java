package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands every request to the generation in force; a request belongs to one of them from its
 * beginning to its end.
 */
final class Succession implements HttpHandler {
  private final AtomicReference<Generation> inForce;

  Succession(Generation first) {
    this.inForce = new AtomicReference<>(first);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    boolean served = false;
    while (!served) {
      // One that has just retired refuses, and its successor is in force already.
      served = inForce.get().serve(request, reply);
    }
  }

  @Override
  public Optional<String> sender(HttpRequest head) {
    return inForce.get().sender(head);
  }

  /** Puts the next one in force, and gives the one before. */
  Generation next(Generation next) {
    return inForce.getAndSet(next);
  }

  /** The one in force. */
  Generation current() {
    return inForce.get();
  }
}
