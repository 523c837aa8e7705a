package io.portreeve.gateway.credentials;

import io.portreeve.gateway.upstream.Scopes;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the enterprise say for a user, at its identity provider, that he may use a server (ID-JAG),
 * and gets a token for that from the server's own authorization server (RFC 7523).
 *
 * @param provider where the caller's token is from
 * @param server the authorization server of the MCP server
 * @param resource the MCP server itself
 */
record EnterpriseManaged(
    TokenEndpoint provider,
    TokenEndpoint server,
    URI resource,
    List<String> scopes,
    String subjectType)
    implements TokenSource {
  private static final String ASSERTION = "urn:ietf:params:oauth:token-type:id-jag";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  @Override
  public Grant token(Subject subject, List<String> wanted)
      throws TokenUnavailable, InterruptedException {
    if (!subject.issuer().equals(provider.issuer())) {
      throw new TokenUnavailable("the caller's token is of another issuer than is asked here");
    }
    Grant assertion = assertion(subject, wanted);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", JWT_BEARER);
    form.put("assertion", assertion.token());
    if (!wanted.isEmpty()) {
      form.put("scope", Scopes.text(wanted));
    }
    Grant token =
        server.ask(form, new Wanted("Bearer", Optional.empty(), List.of(), Optional.empty()));
    if (token.token().equals(assertion.token()) || token.token().equals(subject.token())) {
      throw new TokenUnavailable("the authorization server answered with the token it was shown");
    }
    return subject.expires().isBefore(token.until())
        ? new Grant(token.token(), token.got(), subject.expires())
        : token;
  }

  private Grant assertion(Subject subject, List<String> scopesWanted)
      throws TokenUnavailable, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", TokenExchange.GRANT);
    form.put("requested_token_type", ASSERTION);
    form.put("audience", server.issuer());
    form.put("resource", resource.toString());
    form.put("subject_token", subject.token());
    form.put("subject_token_type", subjectType);
    if (!scopesWanted.isEmpty()) {
      form.put("scope", Scopes.text(scopesWanted));
    }
    Wanted wanted =
        new Wanted("N_A", Optional.of(ASSERTION), List.of(server.issuer()), Optional.of(subject));
    return provider.ask(form, wanted);
  }
}
