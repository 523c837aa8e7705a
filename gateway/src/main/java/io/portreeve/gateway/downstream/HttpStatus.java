package io.portreeve.gateway.downstream;

import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;

/** The HTTP status that goes with a JSON-RPC error, for both eras' endpoints, in one place. */
final class HttpStatus {
  static final int OK = 200;
  static final int ACCEPTED = 202;
  static final int NO_CONTENT = 204;
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int NOT_ACCEPTABLE = 406;
  static final int UNSUPPORTED_MEDIA_TYPE = 415;
  static final int TOO_MANY_REQUESTS = 429;
  static final int SERVICE_UNAVAILABLE = 503;

  private HttpStatus() {}

  /**
   * Specification 2026-07-28, streamable HTTP; malformed {@code _meta} is decided by the ladder.
   */
  static int of(McpError error) {
    return switch (error.code()) {
      case ErrorCode.PARSE_ERROR,
          ErrorCode.INVALID_REQUEST,
          ErrorCode.HEADER_MISMATCH,
          ErrorCode.MISSING_CLIENT_CAPABILITY,
          ErrorCode.UNSUPPORTED_VERSION ->
          BAD_REQUEST;
      case ErrorCode.METHOD_NOT_FOUND -> NOT_FOUND;
      case ErrorCode.INSUFFICIENT_SCOPE -> FORBIDDEN;
      case ErrorCode.TOO_MANY -> TOO_MANY_REQUESTS;
      default -> OK;
    };
  }
}
