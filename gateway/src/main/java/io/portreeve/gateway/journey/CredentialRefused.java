package io.portreeve.gateway.journey;

/**
 * The server was asked, and does not take whoever asked: without a credential, or with this one.
 */
public final class CredentialRefused extends UpstreamException {
  private static final long serialVersionUID = 1L;

  /** It answered with this status of HTTP. */
  public CredentialRefused(int status) {
    super("the server refused our credentials (HTTP " + status + ")");
  }
}
