package io.portreeve.gateway.journey;

/** A server failed; what happened is for the operator and never for the client. */
public final class UpstreamException extends Exception {
  private static final long serialVersionUID = 1L;

  public UpstreamException(String message) {
    super(message);
  }

  public UpstreamException(String message, Throwable cause) {
    super(message, cause);
  }
}
