package io.portreeve.gateway.login;

/** A login that goes no further. Its message is in our own words, for the operator. */
public final class LoginFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public LoginFailed(String message) {
    super(message);
  }

  /** Why. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
