package io.portreeve.agent.chat;

import io.portreeve.gateway.display.VisibleText;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a server wants to know: a plain member of a form (2026-07-28, elicitation).
 *
 * @param type {@code string}, {@code number}, {@code integer} or {@code boolean}
 * @param choices the only values that are right; empty: any of the type
 */
record Field(String name, String title, String type, List<String> choices, boolean required) {

  static List<Field> of(JsonObject schema) {
    JsonArray required = schema.array("required").orElse(JsonArray.empty());
    List<Field> fields = new ArrayList<>();
    for (JsonMember member : schema.object("properties").orElse(JsonObject.empty())) {
      boolean needed = required.stream().anyMatch(JsonString.of(member.name())::equals);
      if (member.value() instanceof JsonObject property) {
        fields.add(of(member.name(), property, needed));
      }
    }
    return fields;
  }

  private static Field of(String name, JsonObject property, boolean required) {
    List<String> choices =
        property.array("enum").orElse(JsonArray.empty()).stream()
            .<String>mapMulti((one, next) -> {
              if (one instanceof JsonString word) {
                next.accept(word.value());
              }
            })
            .toList();
    return new Field(
        name,
        property.string("title").or(() -> property.string("description")).orElse(name),
        property.string("type").orElse("string"),
        choices,
        required);
  }

  String prompt() {
    String what = VisibleText.line(title);
    return what + " (" + expects() + (required ? "" : ", may be empty") + "): ";
  }

  String expects() {
    if (!choices.isEmpty()) {
      return VisibleText.line(String.join(" | ", choices));
    }
    return switch (type) {
      case "boolean" -> "y or n";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      default -> "a text";
    };
  }

  /** The value that these words mean; empty if they mean none. */
  Optional<Json> value(String said) {
    if (!choices.isEmpty()) {
      return choices.contains(said) ? Optional.of(JsonString.of(said)) : Optional.empty();
    }
    return switch (type) {
      case "boolean" -> truth(said);
      case "integer" -> said.matches("-?(0|[1-9][0-9]{0,14})") ? number(said) : Optional.empty();
      case "number" ->
          said.matches("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,9})?") ? number(said) : Optional.empty();
      default -> Optional.of(JsonString.of(said));
    };
  }

  private static Optional<Json> number(String said) {
    return Optional.of(JsonNumber.of(new BigDecimal(said)));
  }

  private static Optional<Json> truth(String said) {
    return switch (said) {
      case "y", "yes", "true" -> Optional.of(JsonBoolean.TRUE);
      case "n", "no", "false" -> Optional.of(JsonBoolean.FALSE);
      default -> Optional.empty();
    };
  }
}
