package io.portreeve.gateway.login;

import java.net.URI;
import java.util.Map;

/**
 * Somebody sent to an issuer to say who he is.
 *
 * @param issuer the operator's name for it
 * @param again whether he has to show it anew, though he may still be signed in there
 * @param nonce what the answer has to repeat (OpenID Connect Core 1.0, section 3.1.2.1)
 */
public record SignInRequest(
    String issuer, AuthorizationRequest request, boolean again, String nonce) {
  public URI address() {
    return request.address(
        again ? Map.of("nonce", nonce, "prompt", "login") : Map.of("nonce", nonce));
  }

  public String state() {
    return request.state();
  }

  /** What is in it may be worth something to others. */
  @Override
  public String toString() {
    return "signing in at " + issuer;
  }
}
