package io.portreeve.mcp;

/**
 * A message that breaks the protocol, with the error its sender is to be told.
 *
 * <p>The text never repeats what the peer sent. Carries no stack trace: peers can cause it at will.
 */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient McpError error;

  public ProtocolException(McpError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  public McpError error() {
    return error;
  }

  public static ProtocolException invalidRequest(String detail) {
    return new ProtocolException(
        new McpError(ErrorCode.INVALID_REQUEST, "invalid request: " + detail));
  }

  public static ProtocolException invalidParams(String detail) {
    return new ProtocolException(
        new McpError(ErrorCode.INVALID_PARAMS, "invalid params: " + detail));
  }

  public static ProtocolException methodNotFound() {
    return new ProtocolException(new McpError(ErrorCode.METHOD_NOT_FOUND, "method not found"));
  }
}
