package io.portreeve.gateway.credentials;

import io.portreeve.gateway.upstream.Scopes;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Exchanges a caller's token for one that is meant for a server (RFC 8693), at whoever gave the
 * caller's out.
 *
 * @param audience the server's name at the authorization server
 * @param resource the server's address there (RFC 8707)
 * @param scopes what the new token shall grant at first; empty: what the authorization server
 *     thinks fit
 */
record TokenExchange(
    TokenEndpoint endpoint,
    Optional<String> audience,
    Optional<URI> resource,
    List<String> scopes,
    String requestedType)
    implements TokenSource {
  static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  @Override
  public Grant token(Subject subject, List<String> wanted)
      throws TokenUnavailable, InterruptedException {
    if (!subject.issuer().equals(endpoint.issuer())) {
      throw new TokenUnavailable("the caller's token is of another issuer than is asked here");
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT);
    form.put("subject_token", subject.token());
    form.put("subject_token_type", ACCESS_TOKEN);
    form.put("requested_token_type", requestedType);
    audience.ifPresent(name -> form.put("audience", name));
    resource.ifPresent(address -> form.put("resource", address.toString()));
    if (!wanted.isEmpty()) {
      form.put("scope", Scopes.text(wanted));
    }
    return endpoint.ask(
        form, new Wanted("Bearer", Optional.of(requestedType), audiences(), Optional.of(subject)));
  }

  private List<String> audiences() {
    return Stream.concat(audience.stream(), resource.stream().map(URI::toString)).toList();
  }
}
