package io.portreeve.gateway.scan.packages;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.stream.Stream;

/** The objects in the arrays that others wrote; what is none is passed over. */
final class Elements {
  private Elements() {}

  static Stream<JsonObject> of(JsonObject json, String name) {
    return json.array(name).orElse(JsonArray.empty()).stream().flatMap(Elements::object);
  }

  private static Stream<JsonObject> object(Json json) {
    return json instanceof JsonObject object ? Stream.of(object) : Stream.empty();
  }
}
