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
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our JSON as the tree that the validator reads, many times as large as the text it was read of.
 */
final class JacksonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Set<String> BOUNDS =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

  private JacksonTree() {}

  /**
   * A schema. Its bounds are decimals, also where they are whole: beside a type that may be {@code
   * integer} the validator holds against another one no more than the whole part of a number.
   */
  static JsonNode ofSchema(Json schema) {
    return switch (schema) {
      case JsonObject object -> {
        ObjectNode node = NODES.objectNode();
        object.forEach(member -> node.set(member.name(), keyword(member.name(), member.value())));
        yield node;
      }
      case JsonArray array -> {
        ArrayNode node = NODES.arrayNode(array.size());
        array.forEach(element -> node.add(ofSchema(element)));
        yield node;
      }
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> of(schema);
    };
  }

  private static JsonNode keyword(String keyword, Json value) {
    if (SchemaParts.isData(keyword)) {
      return of(value);
    }
    if (BOUNDS.contains(keyword) && value instanceof JsonNumber bound) {
      return NODES.numberNode(bound.decimal());
    }
    if (SchemaParts.namesParts(keyword) && value instanceof JsonObject named) {
      ObjectNode node = NODES.objectNode();
      named.forEach(member -> node.set(member.name(), ofSchema(member.value())));
      return node;
    }
    return ofSchema(value);
  }

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
