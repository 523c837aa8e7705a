package io.portreeve.gateway.credentials;

import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.guard.Exchange;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows a server a token of the gateway's own (RFC 6749, section 4.4), the same for everybody. */
final class ClientTokens implements UpstreamCredentials {
  private static final String SET = "shared";
  private static final int UNAUTHENTICATED = 401;

  private final TokenEndpoint endpoint;
  private final Map<String, String> form = new LinkedHashMap<>();
  private final Wanted wanted;
  private final Grants grants;

  ClientTokens(
      TokenEndpoint endpoint,
      Optional<String> audience,
      Optional<URI> resource,
      List<String> scopes,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.grants = new Grants(clock);
    form.put("grant_type", "client_credentials");
    audience.ifPresent(name -> form.put("audience", name));
    resource.ifPresent(address -> form.put("resource", address.toString()));
    if (!scopes.isEmpty()) {
      form.put("scope", String.join(" ", scopes));
    }
    List<String> audiences =
        Stream.concat(audience.stream(), resource.stream().map(URI::toString)).toList();
    this.wanted = new Wanted("Bearer", Optional.empty(), audiences, Optional.empty());
  }

  @Override
  public UpstreamCredential of(Exchange exchange) throws InterruptedException {
    try {
      Grant grant = grants.of(SET, () -> endpoint.ask(form, wanted));
      return UpstreamCredential.Granted.bearer(grant.token(), SET);
    } catch (TokenUnavailable none) {
      return new UpstreamCredential.Unavailable(none.why());
    }
  }

  @Override
  public boolean refused(Exchange exchange, UpstreamCredential.Granted granted, Refusal refusal) {
    return refusal.status() == UNAUTHENTICATED && grants.forget(SET, Bearer.of(granted));
  }

  @Override
  public boolean lasts(Exchange exchange, UpstreamCredential.Granted granted) {
    return true;
  }
}
