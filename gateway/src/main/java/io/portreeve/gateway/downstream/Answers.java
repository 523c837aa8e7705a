package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.Json;
import java.util.Optional;

/** Whole HTTP answers: JSON, or nothing but a status. */
final class Answers {
  private static final HttpFields JSON =
      HttpFields.of("content-type", "application/json", "cache-control", "no-store");
  private static final byte[] NOTHING = new byte[0];

  private Answers() {}

  static void json(HttpReply reply, int status, Json body) {
    HttpFields fields =
        status == HttpStatus.TOO_MANY_REQUESTS ? JSON.with("retry-after", "1") : JSON;
    reply.send(status, fields, body.toBytes());
  }

  /** Likewise, with more fields. */
  static void json(HttpReply reply, int status, HttpFields more, Json body) {
    HttpFields.Builder fields = JSON.toBuilder();
    more.each(fields::add);
    reply.send(status, fields.build(), body.toBytes());
  }

  static void error(HttpReply reply, Optional<RequestId> id, McpError error) {
    error(reply, HttpStatus.of(error), id, error);
  }

  static void error(HttpReply reply, int status, Optional<RequestId> id, McpError error) {
    json(reply, status, new RpcResponse.Refusal(id, error).toJson());
  }

  static void empty(HttpReply reply, int status) {
    reply.send(status, HttpFields.empty(), NOTHING);
  }

  static void empty(HttpReply reply, int status, String field, String value) {
    reply.send(status, HttpFields.of(field, value), NOTHING);
  }
}
