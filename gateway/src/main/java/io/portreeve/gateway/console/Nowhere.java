package io.portreeve.gateway.console;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What no page is at. It answers whoever signed in as a page does that is not his, so that he does
 * not learn which there are.
 */
record Nowhere(Entrance entrance, Frame frame) {
  private static final HttpFields TOLD =
      HttpFields.of("content-type", "text/plain", "cache-control", "no-store")
          .and("x-content-type-options", "nosniff");

  /** Answers whatever is asked for or sent. */
  void turn(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isPresent() && isState(request)) {
      tell("", reply);
    } else if (visit.isPresent()) {
      frame.sendMissing(reply, visit.get());
    }
  }

  private static boolean isState(HttpRequest request) {
    return request.method().equals("GET") && request.path().endsWith(PageTurns.STATE);
  }

  /** Tells the state of a page; that of none is empty. */
  static void tell(String state, HttpReply reply) {
    reply.send(200, TOLD, state.getBytes(StandardCharsets.UTF_8));
  }
}
