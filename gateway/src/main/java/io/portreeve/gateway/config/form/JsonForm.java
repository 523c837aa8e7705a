package io.portreeve.gateway.config.form;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Any JSON object, written as YAML: what quotes and digits make of a value is what it is. */
record JsonForm(String expects) implements Form<JsonObject> {
  @Override
  public Optional<JsonObject> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      Expected.report(node, expects, reading);
      return Optional.empty();
    }
    return object(mapping, reading);
  }

  private static Optional<JsonObject> object(Node.Mapping mapping, Reading reading) {
    return Forms.all(
            mapping.entries().stream()
                .map(entry ->
                    json(entry.value(), reading).map(value -> JsonMember.of(entry.key(), value))))
        .map(JsonObject::of);
  }

  private static Optional<? extends Json> json(Node node, Reading reading) {
    return switch (node) {
      case Node.Text text -> Optional.of(JsonString.of(text.value()));
      case Node.Literal literal -> literal(literal, reading);
      case Node.Mapping mapping -> object(mapping, reading);
      case Node.Sequence list ->
          Forms.all(list.items().stream().map(item -> json(item, reading).map(Json.class::cast)))
              .map(JsonArray::of);
      case Node.Refused _ -> Optional.empty();
    };
  }

  private static Optional<? extends Json> literal(Node.Literal literal, Reading reading) {
    return switch (literal.kind()) {
      case TRUTH -> Optional.of(JsonBoolean.of(literal.value().equals("true")));
      case NOTHING -> Optional.of(JsonNull.NULL);
      case NUMBER -> number(literal, reading);
    };
  }

  private static Optional<Json> number(Node.Literal literal, Reading reading) {
    try {
      byte[] digits = literal.value().getBytes(StandardCharsets.UTF_8);
      return Optional.of(JsonReader.read(digits, JsonLimits.defaults()));
    } catch (JsonRefused refused) {
      reading.problem(literal, "is a number that JSON cannot write", "write it such as `12.5`");
      return Optional.empty();
    }
  }

  /** JSON is what a JSON writer can print. */
  @Override
  public Object write(JsonObject value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "object");
  }
}
