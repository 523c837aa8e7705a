package io.portreeve.gateway.login;

import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Leads browsers to a page that came by a name of ours, and by a method that the page knows. */
record PageDoor(Origins origins, Map<String, Turn> methods) implements HttpHandler {
  /** What a page does for one request. */
  @FunctionalInterface
  interface Turn {
    void take(HttpRequest request, HttpReply reply) throws InterruptedException;
  }

  PageDoor {
    methods = Map.copyOf(methods);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws InterruptedException {
    Optional<Turn> turn = Optional.ofNullable(methods.get(request.method()));
    if (!isNamed(request)) {
      notDone(reply, 403, "This name is not one of this gateway.");
    } else if (turn.isPresent()) {
      turn.get().take(request, reply);
    } else {
      String allowed = String.join(", ", new TreeMap<>(methods).keySet());
      reply.send(405, HttpFields.of("allow", allowed), new byte[0]);
    }
  }

  /** Where a form comes from is judged with the form: a page may have no origin. */
  private boolean isNamed(HttpRequest request) {
    return origins.allow(
        new HttpRequest(
            request.method(),
            request.path(),
            "",
            request.headers().without("origin"),
            new byte[0],
            request.peer()));
  }

  static void notDone(HttpReply reply, int status, String why) {
    reply.send(status, Page.fields(), Texts.notDone(why));
  }

  /** A form is short, whoever sends it. */
  @Override
  public Optional<String> sender(HttpRequest head) {
    return Optional.empty();
  }
}
