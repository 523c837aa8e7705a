package io.portreeve.testkit.attack;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads of an input schema what arguments may be: as much of it as most schemas say. */
final class Sample {
  private Sample() {}

  /** Arguments as plain as the schema lets them be: a value for each that is required. */
  static JsonObject of(JsonObject schema) {
    List<String> required =
        schema.array("required").orElse(JsonArray.empty()).stream()
            .filter(JsonString.class::isInstance)
            .map(name -> ((JsonString) name).value())
            .toList();
    return JsonObject.of(
        properties(schema)
            .filter(property -> required.contains(property.name()))
            .map(property -> JsonMember.of(property.name(), value(property.value())))
            .toList());
  }

  static Stream<JsonMember> properties(JsonObject schema) {
    return StreamSupport.stream(
        schema.object("properties").orElse(JsonObject.empty()).spliterator(), false);
  }

  /** Whether any text may stand there. */
  static boolean isFreeText(Json schema) {
    return schema instanceof JsonObject one
        && allows(one, "string")
        && !one.has("enum")
        && !one.has("const");
  }

  static boolean allows(Json schema, String type) {
    Optional<Json> types =
        schema instanceof JsonObject one ? one.get("type") : Optional.<Json>empty();
    return types
        .map(written ->
            written instanceof JsonArray several
                ? several.stream().anyMatch(JsonString.of(type)::equals)
                : written.equals(JsonString.of(type)))
        .orElse(true);
  }

  private static Json value(Json schema) {
    if (!(schema instanceof JsonObject one)) {
      return JsonString.of("a");
    }
    Optional<Json> named =
        one.get("const")
            .or(() -> one.get("default"))
            .or(() -> one.array("enum").filter(all -> all.size() > 0).map(all -> all.get(0)));
    return named.orElseGet(() -> plain(one));
  }

  private static Json plain(JsonObject schema) {
    if (allows(schema, "string")) {
      return JsonString.of("a".repeat(Math.toIntExact(schema.integer("minLength").orElse(1L))));
    }
    if (allows(schema, "integer") || allows(schema, "number")) {
      return JsonNumber.of(schema.integer("minimum").orElse(1L));
    }
    if (allows(schema, "boolean")) {
      return JsonBoolean.TRUE;
    }
    return allows(schema, "array") ? JsonArray.empty() : of(schema);
  }
}
