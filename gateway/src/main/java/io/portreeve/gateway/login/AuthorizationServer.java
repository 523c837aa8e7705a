package io.portreeve.gateway.login;

import io.portreeve.gateway.upstream.Scopes;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an authorization server publishes of itself (RFC 8414, OpenID Connect Discovery 1.0).
 *
 * @param issuer its name, to the letter: what it gave us is good for no server of another name
 * @param authorize where users are sent
 * @param token where codes and refresh tokens are exchanged
 * @param register where clients register themselves, if they may
 * @param revoke where tokens are given back, if they can be
 * @param scopes all that it knows, if it says so
 * @param methods how clients may authenticate at it
 * @param readsClients whether a client may be the address of a document about it
 * @param provesCodes whether it says that it holds codes to who asked for them (PKCE with S256)
 * @param namesItself whether its answers through the browser say whose they are (RFC 9207)
 */
record AuthorizationServer(
    URI issuer,
    URI authorize,
    URI token,
    Optional<URI> register,
    Optional<URI> revoke,
    List<String> scopes,
    List<String> methods,
    boolean readsClients,
    boolean provesCodes,
    boolean namesItself) {
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";

  /** RFC 8414 with the path at the end, then OpenID Connect with it there, then before. */
  static AuthorizationServer find(Fetcher fetcher, URI name)
      throws LoginFailed, InterruptedException {
    String path = Links.path(name);
    List<URI> places = new ArrayList<>();
    places.add(name.resolve(OAUTH + path));
    places.add(name.resolve(OPENID + path));
    if (!path.isEmpty()) {
      places.add(name.resolve(path + OPENID));
    }
    return of(fetcher.first(places, "no metadata of the authorization server").json(), name);
  }

  /**
   * Reads it.
   *
   * @param issuer the name that the document was looked for by, which it must give itself
   */
  static AuthorizationServer of(JsonObject document, URI issuer) throws LoginFailed {
    if (document.string("issuer").filter(issuer.toString()::equals).isEmpty()) {
      throw new LoginFailed("metadata of another authorization server than it is said to be of");
    }
    String whose = "the authorization server";
    List<String> methods =
        ProtectedResource.strings(document, "token_endpoint_auth_methods_supported");
    return new AuthorizationServer(
        issuer,
        Links.required(document, "authorization_endpoint", whose, issuer),
        Links.required(document, "token_endpoint", whose, issuer),
        Links.optional(document, "registration_endpoint", whose, issuer),
        Links.optional(document, "revocation_endpoint", whose, issuer),
        Scopes.known(ProtectedResource.strings(document, "scopes_supported")),
        methods.isEmpty() ? List.of("client_secret_basic") : methods,
        document.bool("client_id_metadata_document_supported").orElse(false),
        ProtectedResource.strings(document, "code_challenge_methods_supported").contains("S256"),
        document.bool("authorization_response_iss_parameter_supported").orElse(false));
  }
}
