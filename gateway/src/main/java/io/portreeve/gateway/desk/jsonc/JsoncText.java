package io.portreeve.gateway.desk.jsonc;

import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text and the one object or other value that it is.
 *
 * @param root its value, read from this text
 */
public record JsoncText(String text, JsoncValue root) {
  /** Reads the text. */
  public static JsoncText read(String text) throws JsoncRefused {
    return new JsoncText(text, JsoncReader.read(text));
  }

  /** The characters of a value. */
  public String of(JsoncValue value) {
    return text.substring(value.from(), value.to());
  }

  /** A value without blanks and comments: alike for two that say the same in the same order. */
  public String compact(JsoncValue value) {
    return switch (value) {
      case JsoncValue.ObjectValue object ->
          object.all().stream()
              .map(member -> quoted(member.name()) + ":" + compact(member.value()))
              .collect(Collectors.joining(",", "{", "}"));
      case JsoncValue.ArrayValue array ->
          array.items().stream().map(this::compact).collect(Collectors.joining(",", "[", "]"));
      case JsoncValue.StringValue string -> quoted(string.decoded());
      case JsoncValue.Literal literal -> literal.word();
    };
  }

  /** A text as JSON writes it. */
  public static String quoted(String text) {
    return JsonString.of(text).toString();
  }

  /** Texts as JSON lists them, on one line. */
  public static String listed(List<String> texts) {
    return texts.stream().map(JsoncText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
