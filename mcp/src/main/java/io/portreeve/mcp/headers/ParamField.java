package io.portreeve.mcp.headers;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * One argument of a tool that its schema has repeated in a header field.
 *
 * @param suffix what follows {@link #PREFIX} in the name of the field, as the schema writes it
 * @param path the names of the properties that lead to the argument
 */
public record ParamField(String suffix, List<String> path) {
  public static final String PREFIX = "Mcp-Param-";

  private static final long MOST = (1L << 53) - 1;

  public ParamField {
    path = List.copyOf(path);
  }

  public String name() {
    return PREFIX + suffix;
  }

  /**
   * What the field repeats, not yet encoded; empty if the argument is absent or null, or of a type
   * that no field repeats: then the field must be absent, too.
   */
  public Optional<String> valueIn(JsonObject arguments) {
    return argument(arguments).flatMap(ParamField::text);
  }

  /**
   * Whether a decoded field value repeats the argument; integers compare by what they are worth.
   */
  public boolean repeats(String value, JsonObject arguments) {
    boolean number = argument(arguments).filter(JsonNumber.class::isInstance).isPresent();
    Optional<String> expected = valueIn(arguments);
    return expected
        .filter(text -> text.equals(value) || (number && sameInteger(text, value)))
        .isPresent();
  }

  private Optional<Json> argument(JsonObject arguments) {
    Optional<JsonObject> at = Optional.of(arguments);
    for (String step : path.subList(0, path.size() - 1)) {
      at = at.flatMap(object -> object.object(step));
    }
    return at.flatMap(object -> object.get(path.getLast()));
  }

  private static Optional<String> text(Json value) {
    return switch (value) {
      case JsonString string -> Optional.of(string.value());
      case JsonBoolean bool -> Optional.of(Boolean.toString(bool.value()));
      case JsonNumber number ->
          number.asLong().filter(worth -> Math.abs(worth) <= MOST).map(String::valueOf);
      case JsonNull _, JsonObject _, JsonArray _ -> Optional.empty();
    };
  }

  /** {@code 42}, {@code 42.0} and {@code +0042.} aside: only forms that JSON itself would take. */
  private static boolean sameInteger(String integer, String other) {
    return other.matches("-?[0-9]{1,17}(\\.0{1,17})?")
        && Long.parseLong(integer) == Long.parseLong(other.replaceFirst("\\..*", ""));
  }
}
