package io.portreeve.gateway.identity;

import io.portreeve.gateway.downstream.Authenticator.Occasion;
import io.portreeve.gateway.http.HttpRequest;

/**
 * A token as a request carries it.
 *
 * @param scheme in lower case: {@code bearer}, or {@code dpop} when a proof is said to come with it
 * @param token what stands after the scheme
 * @param occasion why somebody wants to know whose it is
 */
public record Presented(String scheme, String token, HttpRequest request, Occasion occasion) {
  /** A token is not for printing. */
  @Override
  public String toString() {
    return "Presented[" + scheme + ", " + occasion + "]";
  }
}
