package io.portreeve.mcp;

/**
 * The JSON-RPC error codes that Portreeve emits or understands (specification 2026-07-28, basic).
 */
public final class ErrorCode {
  public static final int PARSE_ERROR = -32700;
  public static final int INVALID_REQUEST = -32600;
  public static final int METHOD_NOT_FOUND = -32601;
  public static final int INVALID_PARAMS = -32602;
  public static final int INTERNAL_ERROR = -32603;
  public static final int HEADER_MISMATCH = -32020;
  public static final int MISSING_CLIENT_CAPABILITY = -32021;
  public static final int UNSUPPORTED_VERSION = -32022;

  /** Stateful revisions only: a resource that does not exist. */
  public static final int LEGACY_RESOURCE_NOT_FOUND = -32002;

  /** 2025-11-25 only: the call needs URL elicitations that the error lists. */
  public static final int LEGACY_URL_ELICITATION_REQUIRED = -32042;

  /** Our own refusals; outside the range that JSON-RPC reserves. */
  public static final int REFUSED = -31000;

  /** Ours: the token grants too little, and {@code data.scope} says what it takes; HTTP 403. */
  public static final int INSUFFICIENT_SCOPE = -31003;

  /** Ours: the principal is over a limit; HTTP 429. */
  public static final int TOO_MANY = -31029;

  private ErrorCode() {}
}
