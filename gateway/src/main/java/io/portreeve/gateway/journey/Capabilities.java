package io.portreeve.gateway.journey;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** The capabilities of several servers as those of one: what any of them can do, we can do. */
final class Capabilities {
  private Capabilities() {}

  static JsonObject union(JsonObject one, JsonObject other) {
    JsonObject both = one;
    for (JsonMember member : other) {
      both = both.with(member.name(), union(both.get(member.name()), member.value()));
    }
    return both;
  }

  private static Json union(Optional<Json> one, Json other) {
    if (one.isEmpty()) {
      return other;
    }
    if (one.get() instanceof JsonObject ours && other instanceof JsonObject theirs) {
      return union(ours, theirs);
    }
    return other.equals(JsonBoolean.TRUE) ? other : one.get();
  }
}
