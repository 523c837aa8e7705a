package io.portreeve.guard;

/**
 * The access token that a sender showed, for one use only: as the subject token of a token exchange
 * at the issuer who gave it out (RFC 8693).
 *
 * <p>It is no value: it equals itself alone and prints as nothing, so it gets into no log, record
 * or state by accident. It must never be sent to a server.
 */
public final class SubjectToken {
  private final String issuer;
  private final String text;

  /**
   * @param issuer the operator's name for whoever gave it out
   * @param text the token itself
   */
  public SubjectToken(String issuer, String text) {
    this.issuer = issuer;
    this.text = text;
  }

  /** The operator's name for the issuer: nobody else may be shown the token. */
  public String issuer() {
    return issuer;
  }

  /** The token itself, for its issuer alone. */
  public String revealText() {
    return text;
  }

  @Override
  public String toString() {
    return "SubjectToken[" + issuer + "]";
  }
}
