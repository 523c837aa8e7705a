package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our JSON as the tree that the validator reads, many times as large as the text it was read of.
 */
final class JacksonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JacksonTree() {}

  static JsonNode of(Json json) {
    return switch (json) {
      case JsonObject object -> object(object);
      case JsonArray array -> array(array);
      case JsonString string -> NODES.stringNode(string.value());
      case JsonNumber number -> number(number);
      case JsonBoolean truth -> NODES.booleanNode(truth.value());
      case JsonNull _ -> NODES.nullNode();
    };
  }

  private static JsonNode object(JsonObject object) {
    ObjectNode node = NODES.objectNode();
    for (JsonMember member : object) {
      node.set(member.name(), of(member.value()));
    }
    return node;
  }

  private static JsonNode array(JsonArray array) {
    ArrayNode node = NODES.arrayNode(array.size());
    for (Json element : array) {
      node.add(of(element));
    }
    return node;
  }

  private static JsonNode number(JsonNumber number) {
    Optional<Long> exact = number.isIntegerLiteral() ? number.asLong() : Optional.empty();
    return exact.isPresent() ? NODES.numberNode(exact.get()) : NODES.numberNode(number.decimal());
  }
}
