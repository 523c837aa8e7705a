package io.portreeve.gateway.pages;

import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.store.StoreUnavailable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Leads browsers to a page that came by a name of ours, and by a method that the page knows.
 *
 * @param known tells by the head of a request who answers for a form that is long
 */
public record PageDoor(
    Origins origins, Map<String, Turn> methods, Function<HttpRequest, Optional<String>> known)
    implements HttpHandler {
  /** What a page does for one request. */
  @FunctionalInterface
  public interface Turn {
    void take(HttpRequest request, HttpReply reply) throws InterruptedException;
  }

  public PageDoor {
    methods = Map.copyOf(methods);
  }

  /** To a page whose forms are short, whoever sends them. */
  public PageDoor(Origins origins, Map<String, Turn> methods) {
    this(origins, methods, _ -> Optional.empty());
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws InterruptedException {
    Optional<Turn> turn = Optional.ofNullable(methods.get(request.method()));
    if (!isNamed(request)) {
      byte[] page = Page.of("Not here", Html.paragraph("This name is not one of this gateway."));
      reply.send(403, Page.fields(), page);
    } else if (turn.isPresent()) {
      take(turn.get(), request, reply);
    } else {
      String allowed = String.join(", ", new TreeMap<>(methods).keySet());
      reply.send(405, HttpFields.of("allow", allowed), new byte[0]);
    }
  }

  private static void take(Turn turn, HttpRequest request, HttpReply reply)
      throws InterruptedException {
    try {
      turn.take(request, reply);
    } catch (StoreUnavailable unknown) {
      Html wait = Html.paragraph("It is not known now. Wait a minute, and try again.");
      reply.send(503, Page.fields().with("retry-after", "5"), Page.of("Not now", wait));
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

  /** A form is short, whoever sends it, unless somebody is known who may send a long one. */
  @Override
  public Optional<String> sender(HttpRequest head) {
    return known.apply(head);
  }
}
