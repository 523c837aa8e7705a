package io.portreeve.gateway.credentials;

/** There is no token, for a reason in our own words that is safe to record. */
final class TokenUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  TokenUnavailable(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
