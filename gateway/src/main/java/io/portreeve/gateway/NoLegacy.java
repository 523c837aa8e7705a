package io.portreeve.gateway;

import io.portreeve.gateway.downstream.LegacyEndpoint;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.mcp.json.Json;

/** Turns clients of the stateful revisions away, with the revision that is served. */
final class NoLegacy implements LegacyEndpoint {
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int BAD_REQUEST = 400;

  @Override
  public void post(HttpRequest request, Json body, Doorway.Entry.Open entry, HttpReply reply) {
    reply.send(BAD_REQUEST, HttpFields.empty(), new byte[0]);
  }

  @Override
  public void get(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply) {
    reply.send(METHOD_NOT_ALLOWED, HttpFields.of("allow", "POST"), new byte[0]);
  }

  @Override
  public void delete(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply) {
    reply.send(METHOD_NOT_ALLOWED, HttpFields.of("allow", "POST"), new byte[0]);
  }
}
