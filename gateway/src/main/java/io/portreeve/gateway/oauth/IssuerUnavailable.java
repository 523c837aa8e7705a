package io.portreeve.gateway.oauth;

/** An issuer cannot be asked, or did not answer as it must. The message is ours, safe to record. */
public final class IssuerUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  public IssuerUnavailable(String message) {
    super(message);
  }
}
