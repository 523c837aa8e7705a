package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/**
 * The {@code _meta} of a request: who speaks, which revision, what the client can do.
 *
 * <p>All of it is claimed by the client; none of it proves anything.
 */
public record RequestMeta(JsonObject json) {
  public static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
  public static final String CLIENT_INFO = "io.modelcontextprotocol/clientInfo";
  public static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
  public static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
  public static final String PROGRESS_TOKEN = "progressToken";

  public static RequestMeta of(JsonObject params) {
    return new RequestMeta(Members.optionalObject(params, "_meta").orElse(JsonObject.empty()));
  }

  public Optional<String> protocolVersion() {
    return json.string(PROTOCOL_VERSION);
  }

  public Optional<JsonObject> clientInfo() {
    return json.object(CLIENT_INFO);
  }

  public ClientCapabilities clientCapabilities() {
    return new ClientCapabilities(json.object(CLIENT_CAPABILITIES).orElse(JsonObject.empty()));
  }

  public Optional<String> logLevel() {
    return json.string(LOG_LEVEL);
  }

  public Optional<Json> progressToken() {
    return json.get(PROGRESS_TOKEN);
  }
}
