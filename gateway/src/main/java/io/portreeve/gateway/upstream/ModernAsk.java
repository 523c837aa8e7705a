package io.portreeve.gateway.upstream;

import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import java.util.Set;

/**
 * A request as we put it to a stateless server: our id, our name, our revision, the client's
 * capabilities as far as the gateway can carry them, and a progress token of ours.
 */
final class ModernAsk {
  private static final Set<String> CARRIED = Set.of("roots", "sampling", "elicitation");

  /** What is ours in each. */
  private static final JsonObject OURS =
      JsonObject.builder()
          .put(RequestMeta.PROTOCOL_VERSION, Revision.LATEST.wire())
          .put(RequestMeta.CLIENT_INFO, OwnName.IMPLEMENTATION)
          .build();

  private static final JsonString CAPABILITIES = JsonString.of(RequestMeta.CLIENT_CAPABILITIES);
  private static final JsonString LOG_LEVEL = JsonString.of(RequestMeta.LOG_LEVEL);
  private static final JsonString TOKEN = JsonString.of(RequestMeta.PROGRESS_TOKEN);

  private ModernAsk() {}

  static RpcRequest of(Request request, RequestId id) {
    JsonObject params = request.params().with(MetaKeys.META, meta(request, id));
    return new RpcRequest(id, request.method(), params);
  }

  private static JsonObject meta(Request request, RequestId id) {
    RequestMeta given = request.meta();
    JsonObjectBuilder meta =
        JsonObject.builder()
            .putAll(given.json().keepIf(member -> !MetaKeys.isReserved(member.name())))
            .putAll(OURS)
            .put(new JsonMember(CAPABILITIES, carried(given.clientCapabilities().json())));
    given
        .logLevel()
        .flatMap(LogLevel::of)
        .ifPresent(level -> meta.put(new JsonMember(LOG_LEVEL, JsonString.of(level.wire()))));
    if (given.progressToken().isPresent()) {
      meta.put(new JsonMember(TOKEN, id.json()));
    }
    return meta.build();
  }

  /**
   * Without extensions and experiments: what a server would answer with them, nobody here reads.
   */
  private static JsonObject carried(JsonObject capabilities) {
    return capabilities.keepIf(member -> CARRIED.contains(member.name()));
  }
}
