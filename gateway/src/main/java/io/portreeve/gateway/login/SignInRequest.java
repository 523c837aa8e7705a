package io.portreeve.gateway.login;

import io.portreeve.mcp.json.JsonObject;
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

  /** As JSON, from which it is read again; there are secrets in it. */
  public JsonObject written() {
    return AwayText.of(this);
  }

  /** What was written; throws a {@link RuntimeException} for what never was. */
  public static SignInRequest read(JsonObject written) {
    return AwayText.asked(written);
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
