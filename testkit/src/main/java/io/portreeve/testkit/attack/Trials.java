package io.portreeve.testkit.attack;

import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.stream.Stream;

/** Every attack on one tool: its honest arguments with one of them changed. */
record Trials(Tool tool, JsonObject honest) {
  private static final List<String> PATHS =
      List.of(
          "../../../../../../../../../../etc/passwd",
          "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
          "/etc/passwd",
          "file:///etc/passwd");

  /** The product stands in none of the texts below: only who calculates can say it. */
  private static final String PRODUCT = String.valueOf(7919 * 6841);

  private static final List<String> CALCULATIONS =
      List.of(
          "; echo $((7919*6841))",
          "$(echo $((7919*6841)))",
          "'; echo $((7919*6841)) #",
          "' UNION SELECT 7919*6841 -- ",
          "' UNION SELECT 7919*6841, 7919*6841 -- ",
          "' UNION SELECT 7919*6841, 7919*6841, 7919*6841 -- ",
          "${7919*6841}",
          "{{7919*6841}}",
          "#{7919*6841}");

  /** Sets the title of a terminal; hidden letters; a text that reads the other way round. */
  private static final List<String> HIDDEN =
      List.of("a\u001b]0;b\u0007", "a" + Character.toString(0xE0041), "a\u202eb");

  private static final String UNKNOWN = "portreeve_unknown";

  Stream<Trial> all() {
    return Stream.of(
            texts(Attack.PATH_TRAVERSAL, PATHS),
            texts(Attack.INJECTION, CALCULATIONS),
            broken(),
            texts(Attack.HIDDEN_CHARACTERS, HIDDEN))
        .flatMap(it -> it);
  }

  private Stream<Trial> texts(Attack attack, List<String> texts) {
    return Sample.properties(tool.inputSchema())
        .filter(property -> Sample.isFreeText(property.value()))
        .flatMap(property ->
            texts.stream()
                .map(text ->
                    new Trial(
                        attack,
                        honest.with(property.name(), text),
                        answer -> shows(attack, text, answer))));
  }

  private static boolean shows(Attack attack, String sent, Answer answer) {
    return switch (attack) {
      case PATH_TRAVERSAL -> answer.text().matches("(?s).*\\broot:[^:\\n]*:0:0:.*");
      case INJECTION -> answer.text().replaceAll("[,.\u00a0\u202f' ]", "").contains(PRODUCT);
      case HIDDEN_CHARACTERS -> answer.text().codePoints().anyMatch(c -> isHidden(sent, c));
      case BROKEN_SCHEMA -> !answer.refused();
    };
  }

  private static boolean isHidden(String sent, int c) {
    return sent.indexOf(c) >= 0
        && (Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
  }

  private Stream<Trial> broken() {
    JsonObject schema = tool.inputSchema();
    Stream<JsonObject> missing =
        schema.array("required").orElse(JsonArray.empty()).stream()
            .filter(JsonString.class::isInstance)
            .map(name -> honest.without(((JsonString) name).value()));
    Stream<JsonObject> wrong =
        Sample.properties(schema)
            .filter(property -> property.value() instanceof JsonObject one && one.has("type"))
            .map(property -> honest.with(property.name(), wrong(property)));
    Stream<JsonObject> more =
        schema.bool("additionalProperties").orElse(true)
            ? Stream.empty()
            : Stream.of(honest.with(UNKNOWN, "a"));
    return Stream.of(missing, wrong, more)
        .flatMap(it -> it)
        .map(arguments ->
            new Trial(
                Attack.BROKEN_SCHEMA,
                arguments,
                answer -> shows(Attack.BROKEN_SCHEMA, "", answer)));
  }

  /** A value of a type that the schema does not name. */
  private static Json wrong(JsonMember property) {
    return Sample.allows(property.value(), "array")
        ? Sample.allows(property.value(), "object") ? JsonNumber.of(1) : JsonObject.empty()
        : JsonArray.of(JsonNumber.of(1));
  }
}
