package io.portreeve.gateway.oauth;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Reads what an issuer says of itself (RFC 8414, OpenID Connect Discovery 1.0). It must name itself
 * exactly as the operator did.
 */
public final class Discovery {
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";

  private final Documents documents;
  private final URI issuer;

  /** Of this issuer. */
  public Discovery(Documents documents, URI issuer) {
    this.documents = documents;
    this.issuer = issuer;
  }

  /** Where its keys lie. */
  URI jwks() throws DocumentUnavailable, InterruptedException {
    return address("jwks_uri");
  }

  /** Where it gives out tokens. */
  public URI tokenEndpoint() throws DocumentUnavailable, InterruptedException {
    return address("token_endpoint");
  }

  private URI address(String name) throws DocumentUnavailable, InterruptedException {
    String shown = "`" + name + "`";
    String text =
        metadata()
            .string(name)
            .orElseThrow(
                () -> new DocumentUnavailable("no " + shown + " in the metadata of " + issuer));
    try {
      URI uri = new URI(text);
      if (isAsSafe(issuer, uri) && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      throw new DocumentUnavailable("a " + shown + " that is none, of " + issuer);
    }
    throw new DocumentUnavailable("a " + shown + " that is no https address, of " + issuer);
  }

  /** What came over TLS may lead to TLS only; only this machine's own issuers come without. */
  static boolean isAsSafe(URI issuer, URI uri) {
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && "http".equals(issuer.getScheme()));
  }

  private JsonObject metadata() throws DocumentUnavailable, InterruptedException {
    DocumentUnavailable last = new DocumentUnavailable("no metadata of " + issuer);
    for (URI place : places()) {
      try {
        return read(documents.get(place));
      } catch (DocumentUnavailable elsewhere) {
        last = elsewhere;
      }
    }
    throw last;
  }

  /** RFC 8414, section 3.1, and the older form with the well-known part at the end. */
  private List<URI> places() {
    String path = issuer.getRawPath().equals("/") ? "" : issuer.getRawPath();
    String inner = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return List.of(
        issuer.resolve(OAUTH + path),
        issuer.resolve(inner + OPENID),
        issuer.resolve(OPENID + path));
  }

  private JsonObject read(byte[] body) throws DocumentUnavailable {
    Json document;
    try {
      document = JsonReader.read(body, JsonLimits.defaults());
    } catch (JsonRefused malformed) {
      throw new DocumentUnavailable("metadata that is no JSON, of " + issuer);
    }
    if (document instanceof JsonObject metadata
        && metadata.string("issuer").filter(issuer.toString()::equals).isPresent()) {
      return metadata;
    }
    throw new DocumentUnavailable("metadata of another issuer than " + issuer);
  }
}
