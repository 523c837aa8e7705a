package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcMessage;
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
    reply.send(status, fields(status), body.toParts());
  }

  static void json(HttpReply reply, int status, RpcMessage body) {
    reply.send(status, fields(status), body.toParts());
  }

  /** Likewise, of JSON that was written already. */
  static void json(HttpReply reply, int status, byte[] body) {
    reply.send(status, fields(status), body);
  }

  /** Likewise, with more fields. */
  static void json(HttpReply reply, int status, HttpFields more, Json body) {
    json(reply, status, more, body.toBytes());
  }

  /** Likewise. */
  static void json(HttpReply reply, int status, HttpFields more, byte[] body) {
    reply.send(status, JSON.and(more), body);
  }

  private static HttpFields fields(int status) {
    return status == HttpStatus.TOO_MANY_REQUESTS ? JSON.with("retry-after", "1") : JSON;
  }

  static void error(HttpReply reply, Optional<RequestId> id, McpError error) {
    error(reply, HttpStatus.of(error), id, error);
  }

  static void error(HttpReply reply, int status, Optional<RequestId> id, McpError error) {
    json(reply, status, new RpcResponse.Refusal(id, error).toJson());
  }

  /**
   * A refusal of a request whose message was not read: an error without an id, as the specification
   * allows, so that whoever typed the request by hand learns what to mend. The text is fixed.
   */
  static void unread(HttpReply reply, int status, int code, String text) {
    unread(reply, status, HttpFields.empty(), code, text);
  }

  /** Likewise, with more fields. */
  static void unread(HttpReply reply, int status, HttpFields more, int code, String text) {
    McpError error = new McpError(code, text);
    json(reply, status, more, new RpcResponse.Refusal(Optional.empty(), error).toJson());
  }

  static void tooMany(HttpReply reply) {
    HttpFields soon = HttpFields.of("retry-after", "1");
    unread(reply, HttpStatus.TOO_MANY_REQUESTS, soon, ErrorCode.TOO_MANY, "too many requests");
  }

  static void unavailable(HttpReply reply, String text) {
    HttpFields later = HttpFields.of("retry-after", "5");
    unread(reply, HttpStatus.SERVICE_UNAVAILABLE, later, ErrorCode.INTERNAL_ERROR, text);
  }

  static void wrongMethod(HttpReply reply, String allowed) {
    HttpFields allow = HttpFields.of("allow", allowed);
    String text = "this method is not answered here, only " + allowed;
    unread(reply, HttpStatus.METHOD_NOT_ALLOWED, allow, ErrorCode.INVALID_REQUEST, text);
  }

  static void wrongType(HttpReply reply) {
    String text = "the content type must be `application/json`";
    unread(reply, HttpStatus.UNSUPPORTED_MEDIA_TYPE, ErrorCode.INVALID_REQUEST, text);
  }

  static void empty(HttpReply reply, int status) {
    reply.send(status, HttpFields.empty(), NOTHING);
  }
}
