package io.portreeve.gateway.journey;

/** A server failed; what happened is for the operator and never for the client. */
public sealed class UpstreamException extends Exception
    permits CredentialMissing, CredentialRefused, NoMcp {
  private static final long serialVersionUID = 1L;

  public UpstreamException(String message) {
    super(message);
  }

  public UpstreamException(String message, Throwable cause) {
    super(message, cause);
  }
}
