package io.portreeve.gateway.login;

import io.portreeve.gateway.login.Fetcher.Fetched;
import io.portreeve.gateway.upstream.Challenge;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who gives out tokens for a server, beginning with what the server said when it refused
 * us (specification 2026-07-28, authorization, discovery).
 *
 * <p>All servers share one address that users come back to. So a server of a server's own choice
 * must say in its answers whose they are: else one that was chosen by an attacker could have the
 * code of another one delivered as its own (mix-up).
 */
final class Discovery {
  private static final String RESOURCE = "/.well-known/oauth-protected-resource";

  private final Fetcher fetcher;
  private final URI server;
  private final Optional<URI> issuer;

  /**
   * For one server.
   *
   * @param issuer the one authorization server that the operator lets it name; empty: any
   */
  Discovery(Fetcher fetcher, URI server, Optional<URI> issuer) {
    this.fetcher = fetcher;
    this.server = server;
    this.issuer = issuer;
  }

  /** Who gives out tokens, for what. */
  record Found(ProtectedResource resource, AuthorizationServer server) {}

  Found find(Challenge challenge) throws LoginFailed, InterruptedException {
    ProtectedResource resource = resource(challenge);
    AuthorizationServer found = AuthorizationServer.find(fetcher, chosen(resource));
    if (!found.provesCodes()) {
      throw new LoginFailed("an authorization server that does not offer PKCE with S256");
    }
    if (issuer.isEmpty() && !found.namesItself()) {
      throw new LoginFailed(
          "an authorization server whose answers do not say whose they are (RFC 9207), and no"
              + " `issuer` names it");
    }
    return new Found(resource, found);
  }

  private URI chosen(ProtectedResource resource) throws LoginFailed {
    if (issuer.isPresent() && !resource.servers().contains(issuer.get())) {
      throw new LoginFailed("the server does not name the issuer that is configured for it");
    }
    return issuer.orElse(resource.servers().getFirst());
  }

  /** Where the challenge says, or else where such documents lie: at its path, then at the root. */
  private ProtectedResource resource(Challenge challenge) throws LoginFailed, InterruptedException {
    List<URI> places = new ArrayList<>();
    if (challenge.metadata().isPresent()) {
      places.add(
          Links.safe(challenge.metadata().get(), "`resource_metadata` of the challenge", server));
    } else {
      places.add(server.resolve(RESOURCE + Links.path(server)));
      places.add(server.resolve(RESOURCE));
    }
    Fetched document = fetcher.first(places, "no metadata of the server as a protected resource");
    return ProtectedResource.of(document.json(), server);
  }
}
