package io.portreeve.gateway.schema;

import io.portreeve.controls.insecureinput.SchemaViews;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A schema that names properties and says nothing of others, taken to mean those that it names; at
 * every depth. One that names none leaves open what it takes.
 *
 * <p>It is the value's own place that is closed, not the parts that a schema is composed of, each
 * of which names some of the properties only. Drafts before 2019-09 cannot say it of what other
 * parts name, so there a schema that has such parts is left as it is. What is negated or a
 * condition is never touched: closing it would let more through.
 */
public final class ClosedSchema {
  /** Keywords with a schema for another value than the schema's own. */
  private static final Set<String> CHILD =
      Set.of("items", "prefixItems", "additionalItems", "additionalProperties", "contains");

  private static final Set<String> NAMED_CHILDREN = Set.of("properties", "patternProperties");
  private static final Set<String> PARTS = Set.of("allOf", "anyOf", "oneOf", "then", "else");
  private static final Set<String> NAMED_PARTS = Set.of("$defs", "definitions", "dependentSchemas");
  private static final Set<String> COMPOSING =
      Set.of("$ref", "allOf", "anyOf", "oneOf", "if", "dependencies", "patternProperties");

  private final SchemaViews views;
  private final boolean old;

  private ClosedSchema(JsonObject whole) {
    this.views = new SchemaViews(whole);
    this.old = whole.string("$schema").filter(dialect -> dialect.contains("/draft-0")).isPresent();
  }

  public static JsonObject of(JsonObject schema) {
    return new ClosedSchema(schema).place(schema);
  }

  private JsonObject place(JsonObject schema) {
    JsonObject inside = part(schema);
    if (!open(schema)) {
      return inside;
    }
    if (!old) {
      return inside.with("unevaluatedProperties", false);
    }
    return COMPOSING.stream().anyMatch(schema::has)
        ? inside
        : inside.with("additionalProperties", false);
  }

  private boolean open(JsonObject schema) {
    Set<JsonObject> all = views.of(schema);
    return all.stream().anyMatch(view -> view.has("properties"))
        && all.stream()
            .noneMatch(
                view -> view.has("additionalProperties") || view.has("unevaluatedProperties"));
  }

  /** The schema itself stays as open as it was; the places of values below it are closed. */
  private JsonObject part(JsonObject schema) {
    List<JsonMember> closed = new ArrayList<>(schema.size());
    for (JsonMember member : schema) {
      closed.add(new JsonMember(member.label(), keyword(member.name(), member.value())));
    }
    return JsonObject.of(closed);
  }

  private Json keyword(String keyword, Json value) {
    if (CHILD.contains(keyword)) {
      return each(value, true);
    }
    if (PARTS.contains(keyword)) {
      return each(value, false);
    }
    boolean named = NAMED_CHILDREN.contains(keyword) || NAMED_PARTS.contains(keyword);
    return named && value instanceof JsonObject schemas
        ? named(schemas, NAMED_CHILDREN.contains(keyword))
        : value;
  }

  private Json named(JsonObject schemas, boolean places) {
    List<JsonMember> closed = new ArrayList<>(schemas.size());
    for (JsonMember member : schemas) {
      closed.add(new JsonMember(member.label(), each(member.value(), places)));
    }
    return JsonObject.of(closed);
  }

  /** A schema, or a list of them. */
  private Json each(Json value, boolean places) {
    if (value instanceof JsonObject schema) {
      return places ? place(schema) : part(schema);
    }
    if (!(value instanceof JsonArray schemas)) {
      return value;
    }
    List<Json> closed = new ArrayList<>(schemas.size());
    for (Json schema : schemas) {
      closed.add(each(schema, places));
    }
    return JsonArray.of(closed);
  }
}
