package io.portreeve.gateway.login;

import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.upstream.Scopes;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an authorization server is asked for through the browser: a code that nobody else can
 * redeem, whatever it is for.
 *
 * @param redirect where the browser is to come back to
 * @param state what brings the answer back to this, once
 * @param scopes what is asked for; nothing is said of scopes if empty
 */
record AuthorizationRequest(
    AuthorizationServer server,
    Client client,
    URI redirect,
    String state,
    Pkce pkce,
    List<String> scopes) {
  private static final List<String> PARTS = List.of("iss", "error", "code");

  /**
   * Where the browser goes (RFC 6749, section 4.1.1; RFC 7636).
   *
   * @param more what is asked besides
   */
  URI address(Map<String, String> more) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", client.id());
    query.put("redirect_uri", redirect.toString());
    query.put("state", state);
    query.put("code_challenge", pkce.challenge());
    query.put("code_challenge_method", "S256");
    if (!scopes.isEmpty()) {
      query.put("scope", Scopes.text(scopes));
    }
    query.putAll(more);
    URI endpoint = server.authorize();
    String existing = endpoint.getRawQuery();
    String all = (existing == null ? "" : existing + "&") + Fetcher.encoded(query);
    String bare = endpoint.getScheme() + "://" + endpoint.getRawAuthority() + endpoint.getRawPath();
    return URI.create(bare + "?" + all);
  }

  /** The code that the browser came back with, if that is a clear answer of this server. */
  String code(Parameters answer) throws LoginFailed {
    if (!PARTS.stream().allMatch(answer::isClear)) {
      throw new LoginFailed("an answer that says a thing twice, or names it and does not say it");
    }
    if (!isAnswerOf(answer.get("iss"))) {
      throw new LoginFailed("an answer that does not come from the authorization server");
    }
    if (answer.get("error").isPresent() || answer.get("code").isEmpty()) {
      throw new LoginFailed("the user or the authorization server said no");
    }
    return answer.get("code").get();
  }

  /**
   * Whether an answer comes from the server that was asked (RFC 9207, section 2.4; specification
   * 2026-07-28, mix-up attacks): by the letter, and also when it says that something went wrong.
   */
  boolean isAnswerOf(Optional<String> iss) {
    return iss.map(server.issuer().toString()::equals).orElse(!server.namesItself());
  }

  /** What its token endpoint is told with a code (RFC 6749, section 4.1.3). */
  Map<String, String> redeemed(String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect.toString());
    form.put("code_verifier", pkce.verifier());
    return form;
  }
}
