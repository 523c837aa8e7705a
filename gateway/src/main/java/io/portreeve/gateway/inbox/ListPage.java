package io.portreeve.gateway.inbox;

import io.portreeve.gateway.console.Entrance;
import io.portreeve.gateway.console.Frame;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows what waits for whoever is signed in, and says whether a page still shows what is so. */
record ListPage(Inbox inbox, Entrance entrance, CallPage call, Frame frame) {
  private static final int SECONDS = 30;
  private static final HttpFields FIELDS =
      HttpFields.of("content-type", "text/plain", "cache-control", "no-store")
          .and("x-content-type-options", "nosniff");

  void show(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isPresent()) {
      List<Approval> waiting = inbox.waiting(visit.get());
      frame.send(
          reply,
          200,
          visit.get(),
          new Frame.Place(InboxSite.LIST, "Calls that wait for you"),
          new Frame.Live(state(waiting), InboxSite.STATE, SECONDS),
          ListText.of(waiting));
    }
  }

  /** What a page of this address would say of what it shows. */
  void tell(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isPresent()) {
      byte[] state =
          state(visit.get(), Parameters.of(request.query())).getBytes(StandardCharsets.US_ASCII);
      reply.send(200, FIELDS, state);
    }
  }

  private String state(Visit visit, Parameters query) {
    return query
        .get("id")
        .map(id -> inbox.find(visit, id).map(one -> call.text(one).summary()).orElse(""))
        .orElseGet(() -> state(inbox.waiting(visit)));
  }

  private static String state(List<Approval> waiting) {
    return Digest.sha256(waiting.stream().map(Approval::id).collect(Collectors.joining("\n")))
        .hex();
  }
}
