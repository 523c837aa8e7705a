package io.portreeve.gateway.journey;

/**
 * The server was asked, and does not take whoever asked: without a credential, or with this one.
 */
public final class CredentialRefused extends UpstreamException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private CredentialRefused(int status, String message) {
    super(message);
    this.status = status;
  }

  /** It answered with this status of HTTP. */
  public CredentialRefused(int status) {
    this(status, "the server refused our credentials (HTTP " + status + ")");
  }

  /** The same, where none was sent. */
  public CredentialRefused unshown() {
    return new CredentialRefused(
        status, "the server refused us (HTTP " + status + "), and was sent no credential");
  }

  /** The same once more, for another who asks: what is thrown twice is one thread's alone. */
  public CredentialRefused again() {
    return new CredentialRefused(status, String.valueOf(getMessage()));
  }
}
