package io.portreeve.controls.insecureinput;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The schemas that judge one and the same value: a schema itself, what it refers to within the
 * whole, and what it is composed of. Generated schemas put a model's fields behind references.
 */
public final class SchemaViews {
  private static final List<String> COMPOSED = List.of("allOf", "anyOf", "oneOf");

  /** More than any honest schema has for one value. */
  private static final int MOST = 32;

  private final JsonObject whole;

  public SchemaViews(JsonObject whole) {
    this.whole = whole;
  }

  /** {@code schema} first; each once, though references go round in circles. */
  public Set<JsonObject> of(JsonObject schema) {
    Set<JsonObject> views = new LinkedHashSet<>();
    List<JsonObject> open = new ArrayList<>(List.of(schema));
    while (!open.isEmpty() && views.size() < MOST) {
      JsonObject next = open.removeFirst();
      if (views.add(next)) {
        next.string("$ref").flatMap(this::referred).ifPresent(open::add);
        COMPOSED.forEach(keyword -> next.array(keyword).ifPresent(parts -> add(parts, open)));
      }
    }
    return views;
  }

  private static void add(JsonArray parts, List<JsonObject> open) {
    for (Json part : parts) {
      if (part instanceof JsonObject schema) {
        open.add(schema);
      }
    }
  }

  private Optional<JsonObject> referred(String reference) {
    if (!reference.startsWith("#/")) {
      return Optional.empty();
    }
    try {
      return JsonPointer.parse(reference.substring(1))
          .in(whole)
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
