package io.portreeve.gateway.login;

import io.portreeve.gateway.upstream.Scopes;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server publishes of itself as a resource (RFC 9728).
 *
 * @param resource its identifier, as it writes it; what tokens for it are asked for
 * @param servers the authorization servers it takes tokens of
 * @param scopes all that it knows, if it says so
 */
record ProtectedResource(String resource, List<URI> servers, List<String> scopes) {
  private static final int MOST = 10;

  /**
   * Reads it.
   *
   * @param server the address that we speak to; what the document is of must be that, or above it
   */
  static ProtectedResource of(JsonObject document, URI server) throws LoginFailed {
    String resource =
        document.string("resource").orElseThrow(() -> new LoginFailed("metadata of no resource"));
    if (!covers(Links.safe(resource, "the resource of the metadata", server), server)) {
      throw new LoginFailed("metadata of another resource than the server");
    }
    List<URI> servers = new ArrayList<>();
    for (String issuer : strings(document, "authorization_servers")) {
      servers.add(Links.safe(issuer, "an authorization server of the metadata", server));
    }
    if (servers.isEmpty()) {
      throw new LoginFailed("metadata that names no authorization server");
    }
    return new ProtectedResource(
        resource, List.copyOf(servers), Scopes.known(strings(document, "scopes_supported")));
  }

  /** A server may be one of several endpoints of what it calls its resource. */
  static boolean covers(URI resource, URI server) {
    String above = Links.path(resource);
    String path = Links.path(server);
    return Links.origin(resource).equals(Links.origin(server))
        && resource.getRawQuery() == null
        && (path.equals(above) || path.startsWith(above + "/"));
  }

  static List<String> strings(JsonObject document, String member) {
    return document.array(member).orElse(JsonArray.empty()).stream()
        .filter(JsonString.class::isInstance)
        .map(text -> ((JsonString) text).value())
        .limit(MOST * MOST)
        .toList();
  }
}
