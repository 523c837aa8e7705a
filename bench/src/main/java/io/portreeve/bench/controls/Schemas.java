package io.portreeve.bench.controls;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/** Schemas of arguments and results. */
final class Schemas {
  /** Any object. */
  static final JsonObject ANY = JsonObject.empty().with("type", "object");

  /** Rows with a total. */
  static final JsonObject ROWS =
      object(
          JsonObject.empty()
              .with("total", type("integer"))
              .with(
                  "rows",
                  type("array")
                      .with(
                          "items",
                          object(
                              JsonObject.empty()
                                  .with("id", type("integer"))
                                  .with("name", type("string"))
                                  .with("active", type("boolean"))
                                  .with("note", type("string")),
                              "id",
                              "name"))),
          "total",
          "rows");

  private Schemas() {}

  /** An object of one text. */
  static JsonObject text(String argument) {
    return object(JsonObject.empty().with(argument, type("string")), argument);
  }

  private static JsonObject object(JsonObject properties, String... required) {
    return type("object")
        .with("properties", properties)
        .with("required", JsonArray.ofStrings(List.of(required)))
        .with("additionalProperties", false);
  }

  private static JsonObject type(String type) {
    return JsonObject.empty().with("type", type);
  }
}
