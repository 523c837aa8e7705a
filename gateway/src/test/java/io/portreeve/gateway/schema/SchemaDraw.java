package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Jsons;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws schemas of the keywords that tools use, and some others; and values that may fit them. */
final class SchemaDraw {
  private static final List<String> NAMES = List.of("a", "b", "c", "\u00e9");
  private static final List<String> TEXTS = List.of("", "a", "abc", "\u00e9\ud83d\ude00", "x\n");
  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "-1", "1.0", "0.5", "1e1", "3", "12345678901234567890");
  private static final List<String> TYPES =
      List.of("object", "array", "string", "number", "integer", "boolean", "null");

  private final SplittableRandom random;

  SchemaDraw(SplittableRandom random) {
    this.random = random;
  }

  JsonObject schema() {
    JsonObject schema = keywords(3);
    JsonObject defs = JsonObject.of("d", keywords(2));
    return switch (random.nextInt(6)) {
      case 0 ->
          schema.with("$schema", "http://json-schema.org/draft-07/schema#").with("$defs", defs);
      case 1 ->
          schema
              .with("$schema", "https://json-schema.org/draft/2020-12/schema")
              .with("$defs", defs);
      default -> schema.with("$defs", defs);
    };
  }

  private JsonObject keywords(int depth) {
    JsonObject schema = JsonObject.empty();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      schema = keyword(schema, depth);
    }
    return schema;
  }

  private JsonObject keyword(JsonObject schema, int depth) {
    return switch (random.nextInt(depth == 0 ? 12 : 22)) {
      case 0, 1, 2 -> schema.with("type", one(TYPES));
      case 3 -> schema.with("type", Jsons.json("['" + one(TYPES) + "','null']"));
      case 4 -> schema.with(one(List.of("minimum", "exclusiveMinimum")), number());
      case 5 -> schema.with(one(List.of("maximum", "exclusiveMaximum")), number());
      case 6 ->
          schema.with(one(List.of("minLength", "minItems", "minProperties")), random.nextInt(3));
      case 7 ->
          schema.with(one(List.of("maxLength", "maxItems", "maxProperties")), random.nextInt(4));
      case 8 -> schema.with("enum", JsonArray.of(List.of(leaf(), leaf(), leaf())));
      case 9 -> schema.with("const", leaf());
      case 10 -> schema.with("required", JsonArray.ofStrings(List.of(one(NAMES))));
      case 11 -> rare(schema);
      case 12, 13, 14 -> schema.with("properties", properties(depth - 1));
      case 15 -> schema.with("additionalProperties", closing(depth));
      case 16 -> schema.with("unevaluatedProperties", closing(depth));
      case 17 -> schema.with("items", keywords(depth - 1));
      case 18 -> schema.with("anyOf", parts(depth - 1));
      case 19 -> schema.with("allOf", parts(depth - 1));
      case 20 -> depth == 3 ? schema.with("$ref", "#/$defs/d") : schema;
      default -> schema.with("description", "words").with("format", "uuid").with("default", 1);
    };
  }

  private JsonObject rare(JsonObject schema) {
    return switch (random.nextInt(8)) {
      case 0 -> schema.with("uniqueItems", true);
      case 1 -> schema.with("pattern", "^a");
      case 2 -> schema.with("not", Jsons.json("{'type':'string'}"));
      case 3 -> schema.with("oneOf", Jsons.json("[{'type':'integer'},{'minimum':1}]"));
      case 4 -> schema.with("patternProperties", Jsons.json("{'^a':{'type':'string'}}"));
      case 5 -> schema.with("prefixItems", Jsons.json("[{'type':'string'}]"));
      case 6 -> schema.with("dependentRequired", Jsons.json("{'a':['b']}"));
      default -> schema.with("multipleOf", 2);
    };
  }

  private Json closing(int depth) {
    return random.nextBoolean() ? JsonBoolean.FALSE : keywords(depth - 1);
  }

  private JsonObject properties(int depth) {
    JsonObject properties = JsonObject.empty();
    for (String name : NAMES) {
      properties = random.nextBoolean() ? properties.with(name, keywords(depth)) : properties;
    }
    return properties;
  }

  private JsonArray parts(int depth) {
    return JsonArray.of(List.of(keywords(depth), keywords(depth)));
  }

  /** Half of the time one that a look at the schema suggests. */
  Json value(JsonObject schema) {
    return Jsons.json(guided(schema, 3).toString());
  }

  private Json guided(Json schema, int depth) {
    if (!(schema instanceof JsonObject object) || random.nextInt(3) == 0) {
      return any(depth);
    }
    if (object.object("properties").isPresent()) {
      JsonObject made = JsonObject.empty();
      for (String name : NAMES) {
        Json member = object.object("properties").get().get(name).orElse(JsonNull.NULL);
        made = random.nextBoolean() ? made.with(name, guided(member, depth - 1)) : made;
      }
      return made;
    }
    if (object.has("items")) {
      return JsonArray.of(List.of(guided(object.get("items").orElseThrow(), depth - 1)));
    }
    return object.has("const") ? object.get("const").orElseThrow() : any(depth);
  }

  private Json any(int depth) {
    int kind = random.nextInt(depth <= 0 ? 4 : 6);
    if (kind < 4) {
      return leaf();
    }
    if (kind == 4) {
      List<Json> elements = new ArrayList<>();
      for (int left = random.nextInt(3); left > 0; left--) {
        elements.add(any(depth - 1));
      }
      return JsonArray.of(elements);
    }
    JsonObject made = JsonObject.empty();
    for (String name : NAMES) {
      made = random.nextInt(3) == 0 ? made.with(name, any(depth - 1)) : made;
    }
    return made;
  }

  private Json leaf() {
    return switch (random.nextInt(4)) {
      case 0 -> JsonString.of(one(TEXTS));
      case 1 -> number();
      case 2 -> JsonBoolean.of(random.nextBoolean());
      default -> JsonNull.NULL;
    };
  }

  private JsonNumber number() {
    return JsonNumber.of(new BigDecimal(one(NUMBERS)));
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
