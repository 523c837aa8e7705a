package io.portreeve.mcp.legacy;

import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.Set;

/** What a stateful client says, as 2026-07-28 has it. */
public final class FromClient {
  /** Methods that no stateful client can know, so that one of that name is unknown to it. */
  private static final Set<String> STATELESS_ONLY =
      Set.of("server/discover", "subscriptions/listen");

  private FromClient() {}

  /**
   * The request with the claims that its session made once, now made by itself. What the client
   * wrote into members that only 2026-07-28 has is dropped.
   *
   * @throws ProtocolException when the method is unknown in stateful revisions, or the parameters
   *     are malformed
   */
  public static Request request(
      String method, JsonObject params, ClientHandshake client, LogLevel level) {
    if (STATELESS_ONLY.contains(method)) {
      throw ProtocolException.methodNotFound();
    }
    return Request.of(method, claiming(params, client, level));
  }

  /** The parameters with those claims, for requests that we make in the client's name. */
  public static JsonObject claiming(JsonObject params, ClientHandshake client, LogLevel level) {
    JsonObject clean =
        MetaKeys.withoutReserved(params, Set.of())
            .without(Answerable.INPUT_RESPONSES)
            .without(Answerable.REQUEST_STATE)
            .without("task");
    if (clean.has(MetaKeys.META) && clean.object(MetaKeys.META).isEmpty()) {
      throw ProtocolException.invalidParams("`_meta` must be an object");
    }
    JsonObjectBuilder meta =
        JsonObject.builder()
            .putAll(clean.object(MetaKeys.META).orElse(JsonObject.empty()))
            .put(RequestMeta.PROTOCOL_VERSION, Revision.LATEST.wire())
            .put(RequestMeta.CLIENT_CAPABILITIES, client.capabilities().json())
            .put(RequestMeta.LOG_LEVEL, level.wire());
    client.clientInfo().ifPresent(info -> meta.put(RequestMeta.CLIENT_INFO, info));
    return clean.with(MetaKeys.META, meta.build());
  }
}
