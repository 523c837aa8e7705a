package io.portreeve.gateway.login;

import io.portreeve.gateway.upstream.Scopes;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user sent to an authorization server, and not yet back.
 *
 * @param state what brings the answer back to this, once
 * @param scopes what is asked for; nothing is said of scopes if empty
 */
record Authorization(
    AuthorizationServer server,
    Client client,
    String resource,
    URI redirect,
    String state,
    Pkce pkce,
    List<String> scopes) {

  /** Where the browser goes (RFC 6749, section 4.1.1; RFC 7636; RFC 8707). */
  URI address() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", client.id());
    query.put("redirect_uri", redirect.toString());
    query.put("state", state);
    query.put("code_challenge", pkce.challenge());
    query.put("code_challenge_method", "S256");
    query.put("resource", resource);
    if (!scopes.isEmpty()) {
      query.put("scope", Scopes.text(scopes));
    }
    if (scopes.contains(OFFLINE)) {
      query.put("prompt", "consent"); // OpenID Connect Core 1.0, section 11
    }
    String existing = server.authorize().getRawQuery();
    String all = (existing == null ? "" : existing + "&") + Fetcher.encoded(query);
    URI endpoint = server.authorize();
    String bare = endpoint.getScheme() + "://" + endpoint.getRawAuthority() + endpoint.getRawPath();
    return URI.create(bare + "?" + all);
  }

  static final String OFFLINE = "offline_access";

  /**
   * Whether an answer comes from the server that was asked (RFC 9207, section 2.4; specification
   * 2026-07-28, mix-up attacks): by the letter, and also when it says that something went wrong.
   */
  boolean isAnswerOf(Optional<String> iss) {
    return iss.map(server.issuer().toString()::equals).orElse(!server.namesItself());
  }
}
