package io.portreeve.gateway.login;

import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.oauth.IdTokens;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An issuer of access tokens at which people can sign in, as the operator configured it.
 *
 * @param name the operator's for it, which begins the ids of its principals
 * @param clientSecret what proves who we are there; empty: nothing, as of a public client
 * @param scopes what is asked for besides {@code openid}
 * @param bound whether its access tokens have to be bound to a key, so that nobody can type one
 * @param documents asks it; what is posted must not be posted twice
 * @param tokens judges what it says of who signed in
 */
public record SignInTarget(
    String name,
    URI issuer,
    String clientId,
    Optional<String> clientSecret,
    List<String> scopes,
    boolean bound,
    Documents documents,
    IdTokens tokens) {

  public SignInTarget {
    scopes = List.copyOf(scopes);
  }

  /** A secret is not for printing. */
  @Override
  public String toString() {
    return "signing in at " + name;
  }
}
