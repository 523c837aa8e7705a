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

/** Our JSON as the tree that the validator reads; counts what it builds. */
final class JacksonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private int nodes;
  private int depth;
  private long text;

  JsonNode of(Json json) {
    return of(json, 1);
  }

  int nodes() {
    return nodes;
  }

  int depth() {
    return depth;
  }

  /** Characters of all texts, names included. */
  long text() {
    return text;
  }

  private JsonNode of(Json json, int level) {
    nodes++;
    depth = Math.max(depth, level);
    return switch (json) {
      case JsonObject object -> object(object, level);
      case JsonArray array -> array(array, level);
      case JsonString string -> NODES.stringNode(counted(string.value()));
      case JsonNumber number -> number(number);
      case JsonBoolean truth -> NODES.booleanNode(truth.value());
      case JsonNull _ -> NODES.nullNode();
    };
  }

  private JsonNode object(JsonObject object, int level) {
    ObjectNode node = NODES.objectNode();
    for (JsonMember member : object) {
      node.set(counted(member.name()), of(member.value(), level + 1));
    }
    return node;
  }

  private JsonNode array(JsonArray array, int level) {
    ArrayNode node = NODES.arrayNode(array.size());
    for (Json element : array) {
      node.add(of(element, level + 1));
    }
    return node;
  }

  private String counted(String value) {
    text += value.length();
    return value;
  }

  private static JsonNode number(JsonNumber number) {
    Optional<Long> exact = number.isIntegerLiteral() ? number.asLong() : Optional.empty();
    return exact.isPresent() ? NODES.numberNode(exact.get()) : NODES.numberNode(number.decimal());
  }
}
