package io.portreeve.mcp.headers;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the arguments that a tool's {@code inputSchema} marks with {@code x-mcp-header}
 * (specification 2026-07-28, custom headers from tool parameters).
 *
 * <p>One mark that breaks a rule makes the whole tool invalid, and a client must not show it.
 */
public final class ParamFields {
  private static final String MARK = "x-mcp-header";
  private static final String PROPERTIES = "properties";
  private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

  /** Keywords whose value is a schema, or an array of schemas. */
  private static final Set<String> SCHEMAS =
      Set.of(
          "items",
          "prefixItems",
          "additionalItems",
          "contains",
          "additionalProperties",
          "propertyNames",
          "unevaluatedItems",
          "unevaluatedProperties",
          "contentSchema",
          "oneOf",
          "anyOf",
          "allOf",
          "not",
          "if",
          "then",
          "else");

  /** Keywords whose members are schemas. */
  private static final Set<String> MAPS_OF_SCHEMAS =
      Set.of("patternProperties", "dependentSchemas", "$defs", "definitions");

  private final List<ParamField> fields = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private Optional<String> fault = Optional.empty();

  private ParamFields() {}

  /** What a schema marks. */
  public sealed interface Marks {
    /** Every mark is valid; there may be none. */
    record Valid(List<ParamField> fields) implements Marks {
      public Valid {
        fields = List.copyOf(fields);
      }
    }

    /** A mark breaks a rule; the text says which, without a word of the schema. */
    record Invalid(String why) implements Marks {}
  }

  /** Reads the marks of an input schema. */
  public static Marks of(JsonObject inputSchema) {
    ParamFields found = new ParamFields();
    if (inputSchema.has(MARK)) {
      return new Marks.Invalid("a mark on the schema itself");
    }
    found.reachable(inputSchema, List.of());
    return found
        .fault
        .<Marks>map(Marks.Invalid::new)
        .orElseGet(() -> new Marks.Valid(found.fields));
  }

  /** A schema that a chain of {@code properties} leads to; its own mark was already read. */
  private void reachable(JsonObject schema, List<String> path) {
    for (JsonMember member : schema) {
      if (member.name().equals(PROPERTIES)) {
        if (member.value() instanceof JsonObject properties) {
          properties.forEach(property -> property(property, path));
        }
      } else {
        unreachable(member.name(), member.value());
      }
    }
  }

  private void property(JsonMember property, List<String> parent) {
    if (property.value() instanceof JsonObject schema) {
      List<String> path = new ArrayList<>(parent);
      path.add(property.name());
      schema.get(MARK).ifPresent(mark -> mark(mark, schema, path));
      reachable(schema, path);
    }
  }

  private void mark(Json mark, JsonObject schema, List<String> path) {
    if (!(mark instanceof JsonString name)) {
      fail("a mark that is no string");
    } else if (!isToken(name.value())) {
      fail("a mark that is no field name");
    } else if (!primitive(schema)) {
      fail("a mark on a parameter that is neither string, integer nor boolean");
    } else if (!taken.add(name.value().toLowerCase(Locale.ROOT))) {
      fail("two marks of one name");
    } else {
      fields.add(new ParamField(name.value(), path));
    }
  }

  /** Looks for marks where there must be none. */
  private void unreachable(String keyword, Json value) {
    if (SCHEMAS.contains(keyword)) {
      unreachable(value);
    } else if (MAPS_OF_SCHEMAS.contains(keyword) && value instanceof JsonObject schemas) {
      schemas.forEach(schema -> unreachable(schema.value()));
    }
  }

  private void unreachable(Json value) {
    if (value instanceof JsonArray schemas) {
      schemas.forEach(this::unreachable);
    } else if (value instanceof JsonObject schema) {
      if (schema.has(MARK)) {
        fail("a mark that no chain of properties leads to");
      }
      schema.forEach(member -> unreachable(member.name(), member.value()));
      schema
          .object(PROPERTIES)
          .ifPresent(properties -> properties.forEach(property -> unreachable(property.value())));
    }
  }

  private void fail(String why) {
    fault = fault.or(() -> Optional.of(why));
  }

  /** One of the three types, alone or beside null: an argument that is null has no field. */
  private static boolean primitive(JsonObject schema) {
    if (schema.string("type").isPresent()) {
      return TYPES.contains(schema.string("type").get());
    }
    List<Json> types =
        schema.array("type").orElse(JsonArray.empty()).stream()
            .filter(type -> !type.equals(JsonString.of("null")))
            .toList();
    return types.size() == 1
        && types.getFirst() instanceof JsonString type
        && TYPES.contains(type.value());
  }

  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(c ->
                (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }
}
