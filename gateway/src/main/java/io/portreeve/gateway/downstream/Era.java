package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.headers.StandardFields;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/** Tells the stateless revision from the stateful ones, by what a message itself claims. */
final class Era {
  private Era() {}

  /**
   * Whether the ladder of the stateless revision must judge the message: one that claims a revision
   * in its {@code _meta}, or whose header names the stateless one (then the claim is missing, and
   * the ladder says so). An array is modern as soon as one element is.
   */
  static boolean isModern(Json body, HttpFields headers) {
    return claims(body)
        || headers.all(StandardFields.PROTOCOL_VERSION).contains(Revision.V2026_07_28.wire());
  }

  private static boolean claims(Json body) {
    return switch (body) {
      case JsonObject message ->
          message
              .object("params")
              .flatMap(params -> params.object("_meta"))
              .filter(meta -> meta.has(RequestMeta.PROTOCOL_VERSION))
              .isPresent();
      case JsonArray batch -> batch.stream().anyMatch(Era::claims);
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> false;
    };
  }
}
