package io.portreeve.gateway.credentials;

import java.time.Instant;

/**
 * The access token by which a caller proved who he is, and who that makes him.
 *
 * @param issuer the identifier of whoever gave the token out, the only one who may be shown it
 * @param token the token itself, which is secret
 * @param expires from when on it proves nothing
 * @param sender a name for the principal, the client and the actors between them, and for what the
 *     token grants them: equal for two tokens only if one is as good as the other
 */
record Subject(String issuer, String token, Instant expires, String sender) {
  @Override
  public String toString() {
    return "the token of " + sender;
  }
}
