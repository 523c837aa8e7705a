package io.portreeve.gateway.oauth;

import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;

/** What clients may know of us before they have a token (RFC 9728). */
public final class ResourceMetadata {
  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private final OAuthSettings settings;

  public ResourceMetadata(OAuthSettings settings) {
    this.settings = settings;
  }

  /** The path of the document, inserted before that of the resource (RFC 9728, section 3.1). */
  public String path() {
    String path = settings.resource().getRawPath();
    return path.equals("/") ? WELL_KNOWN : WELL_KNOWN + path;
  }

  /** Where clients find it. */
  URI url() {
    return settings.resource().resolve(path());
  }

  public JsonObject document() {
    List<String> issuers =
        settings.issuers().values().stream()
            .map(IssuerSettings::issuer)
            .map(URI::toString)
            .toList();
    JsonObjectBuilder document =
        JsonObject.builder()
            .put("resource", settings.resource().toString())
            .put("authorization_servers", JsonArray.ofStrings(issuers))
            .put("bearer_methods_supported", JsonArray.ofStrings(List.of("header")))
            .put("dpop_signing_alg_values_supported", JsonArray.ofStrings(Proofs.ALGORITHM_NAMES));
    if (!settings.scopes().isEmpty()) {
      document.put("scopes_supported", JsonArray.ofStrings(settings.scopes()));
    }
    return document.build();
  }
}
