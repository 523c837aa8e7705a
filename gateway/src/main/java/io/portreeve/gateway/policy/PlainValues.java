package io.portreeve.gateway.policy;

import dev.cel.common.values.NullValue;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON as the plain values that conditions compute with. */
final class PlainValues {
  private PlainValues() {}

  /** Those members that are looked at. */
  static Map<String, Object> of(JsonObject object, ArgumentNames reads) {
    if (reads.all()) {
      return of(object);
    }
    Map<String, Object> values = LinkedHashMap.newLinkedHashMap(reads.names().size());
    for (String name : reads.names()) {
      object.get(name).ifPresent(value -> values.put(name, of(value)));
    }
    return values;
  }

  private static Map<String, Object> of(JsonObject object) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (JsonMember member : object) {
      values.put(member.name(), of(member.value()));
    }
    return values;
  }

  private static Object of(Json json) {
    return switch (json) {
      case JsonObject object -> of(object);
      case JsonArray array -> array.stream().map(PlainValues::of).toList();
      case JsonString text -> text.value();
      case JsonNumber number -> number(number);
      case JsonBoolean truth -> truth.value();
      case JsonNull _ -> NullValue.NULL_VALUE;
    };
  }

  /**
   * Integers stay exact where they fit; everything else is the double that any reader would see.
   */
  private static Object number(JsonNumber number) {
    Optional<Long> exact = number.asLong();
    return exact.isPresent() ? (Object) exact.get() : (Object) number.nearestDouble();
  }
}
