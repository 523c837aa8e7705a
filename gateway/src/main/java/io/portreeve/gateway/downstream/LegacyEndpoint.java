package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.mcp.json.Json;

/** Where requests of the stateful revisions go, once their sender is known. */
public interface LegacyEndpoint {
  /** A POST whose body makes no claim to a stateless revision; an array is a batch. */
  void post(HttpRequest request, Json body, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException;

  /** A GET: the stream of a session, or its resumption. */
  void get(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException;

  /** A DELETE: the end of a session. */
  void delete(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply);
}
