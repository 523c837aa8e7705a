package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/**
 * Makes a {@link SureFit} of a schema that was found safe to evaluate: of the keywords that nearly
 * all schemas of tools are made of, in the drafts that those are written in. Where another keyword
 * stands, nothing is sure. Nothing of the schema's text is kept.
 */
final class SureFits {
  private static final String NEW = "https://json-schema.org/draft/2020-12/schema";
  private static final String OLD = "http://json-schema.org/draft-07/schema";

  private static final double LARGEST = 1e15;

  /** They describe and judge nothing, or are judged where something refers to them. */
  private static final Set<String> WORDS =
      Set.of(
          "title",
          "description",
          "default",
          "examples",
          "$comment",
          "$defs",
          "definitions",
          "deprecated",
          "readOnly",
          "writeOnly");

  private static final Set<String> MEMBERS =
      Set.of("properties", "required", "additionalProperties", "unevaluatedProperties");

  private final SchemaReferences references;
  private final boolean old;
  private final boolean formats;
  private final Map<String, SureFit> referred = new HashMap<>();

  private SureFits(SchemaReferences references, boolean old, boolean formats) {
    this.references = references;
    this.old = old;
    this.formats = formats;
  }

  /**
   * What a schema surely takes.
   *
   * @param formats whether formats judge; of those nothing is sure
   */
  static SureFit of(JsonObject schema, boolean formats) throws SchemaFault {
    String dialect = schema.string("$schema").orElse(NEW).replaceFirst("#$", "");
    boolean known = dialect.equals(NEW) || dialect.equals(OLD);
    return known
        ? new SureFits(SchemaReferences.of(schema), dialect.equals(OLD), formats)
            .object(schema.without("$schema"))
        : SureFit.UNSURE;
  }

  private SureFit schema(Json schema) throws SchemaFault {
    return switch (schema) {
      case JsonBoolean truth -> truth.value() ? SureFit.ANY : SureFit.UNSURE;
      case JsonObject object -> object(object);
      case JsonArray _, JsonString _, JsonNumber _, JsonNull _ -> SureFit.UNSURE;
    };
  }

  private SureFit object(JsonObject schema) throws SchemaFault {
    if (old && schema.has("$ref") && schema.without("$ref").keepIf(SureFits::judges).size() > 0) {
      return SureFit.UNSURE; // what stands beside a reference did not count then
    }
    List<SureFit> all = new ArrayList<>();
    if (MEMBERS.stream().anyMatch(schema::has)) {
      all.add(members(schema));
    }
    for (JsonMember member : schema) {
      if (!MEMBERS.contains(member.name())) {
        all.add(keyword(member.name(), member.value()));
      }
    }
    return SureFit.all(all);
  }

  private static boolean judges(JsonMember member) {
    return !WORDS.contains(member.name());
  }

  private SureFit keyword(String keyword, Json value) throws SchemaFault {
    return switch (keyword) {
      case "type" -> types(value);
      case "items" -> elements(schema(value));
      case "enum" -> value instanceof JsonArray list ? listed(list) : SureFit.UNSURE;
      case "const" -> listed(JsonArray.of(value));
      case "minimum" -> bound(value, sign -> sign >= 0);
      case "maximum" -> bound(value, sign -> sign <= 0);
      case "exclusiveMinimum" -> bound(value, sign -> sign > 0);
      case "exclusiveMaximum" -> bound(value, sign -> sign < 0);
      case "minLength" -> atLeast(value, SureFits::characters);
      case "maxLength" -> longest(value);
      case "minItems" -> atLeast(value, SureFits::elements);
      case "maxItems" -> atMost(value, SureFits::elements);
      case "minProperties" -> atLeast(value, SureFits::properties);
      case "maxProperties" -> atMost(value, SureFits::properties);
      case "$ref" -> value instanceof JsonString to ? reference(to.value()) : SureFit.UNSURE;
      case "anyOf" -> value instanceof JsonArray parts ? SureFit.any(each(parts)) : SureFit.UNSURE;
      case "allOf" -> value instanceof JsonArray parts ? SureFit.all(each(parts)) : SureFit.UNSURE;
      case "format" -> formats ? SureFit.UNSURE : SureFit.ANY;
      default -> WORDS.contains(keyword) ? SureFit.ANY : SureFit.UNSURE;
    };
  }

  private List<SureFit> each(JsonArray schemas) throws SchemaFault {
    List<SureFit> each = new ArrayList<>();
    for (Json schema : schemas) {
      each.add(schema(schema));
    }
    return each;
  }

  /** Read once, however often it is referred to, and from within itself. */
  private SureFit reference(String to) throws SchemaFault {
    if (!referred.containsKey(to)) {
      referred.put(to, SureFit.UNSURE);
      referred.put(to, schema(references.target(to)));
    }
    Map<String, SureFit> all = referred;
    return value -> all.getOrDefault(to, SureFit.UNSURE).takes(value);
  }

  private SureFit members(JsonObject schema) throws SchemaFault {
    Json properties = schema.get("properties").orElse(JsonObject.empty());
    Json names = schema.get("required").orElse(JsonArray.empty());
    if (!(properties instanceof JsonObject described) || !(names instanceof JsonArray listed)) {
      return SureFit.UNSURE;
    }
    Set<String> required = new HashSet<>();
    for (Json name : listed) {
      if (!(name instanceof JsonString text)) {
        return SureFit.UNSURE;
      }
      boolean _ = required.add(text.value());
    }
    SequencedMap<String, SureFit> fits = new LinkedHashMap<>();
    for (JsonMember one : described) {
      fits.put(one.name(), schema(one.value()));
    }
    return new SureMembers(fits, required, others(schema));
  }

  /** What is said of members without a schema of their own. */
  private SureFit others(JsonObject schema) throws SchemaFault {
    Json additional = schema.get("additionalProperties").orElse(JsonBoolean.TRUE);
    if (!schema.has("unevaluatedProperties")) {
      return schema(additional);
    }
    boolean alone =
        !old
            && List.of("additionalProperties", "$ref", "allOf", "anyOf").stream()
                .noneMatch(schema::has);
    // Where no part beside it sees members, too, those that it did not see are the others.
    return alone
        ? schema(schema.get("unevaluatedProperties").orElse(JsonBoolean.FALSE))
        : SureFit.UNSURE;
  }

  private static SureFit types(Json value) {
    return switch (value) {
      case JsonString type -> type(type.value());
      case JsonArray types ->
          SureFit.any(
              types.stream()
                  .map(
                      type -> type instanceof JsonString text ? type(text.value()) : SureFit.UNSURE)
                  .toList());
      case JsonObject _, JsonNumber _, JsonBoolean _, JsonNull _ -> SureFit.UNSURE;
    };
  }

  /** An integer that is written otherwise ({@code 1.0}) is left to the validator. */
  private static SureFit type(String name) {
    return switch (name) {
      case "object" -> JsonObject.class::isInstance;
      case "array" -> JsonArray.class::isInstance;
      case "string" -> JsonString.class::isInstance;
      case "number" -> JsonNumber.class::isInstance;
      case "integer" -> value -> value instanceof JsonNumber number && number.isShortInteger();
      case "boolean" -> JsonBoolean.class::isInstance;
      case "null" -> JsonNull.class::isInstance;
      default -> SureFit.UNSURE;
    };
  }

  private static SureFit elements(SureFit fit) {
    return value -> {
      if (value instanceof JsonArray array) {
        for (Json element : array) {
          if (!fit.takes(element)) {
            return false;
          }
        }
      }
      return true;
    };
  }

  /** Numbers and containers are left to the validator. */
  private static SureFit listed(JsonArray values) {
    Set<Object> known = new HashSet<>();
    for (Json value : values) {
      boolean _ = value instanceof JsonString text && known.add(text.value());
      boolean _ = value instanceof JsonBoolean truth && known.add(truth.value());
    }
    boolean nothing = values.stream().anyMatch(JsonNull.class::isInstance);
    return value ->
        switch (value) {
          case JsonString text -> known.contains(text.value());
          case JsonBoolean truth -> known.contains(truth.value());
          case JsonNull _ -> nothing;
          case JsonNumber _, JsonObject _, JsonArray _ -> false;
        };
  }

  private static SureFit bound(Json value, IntPredicate allowed) {
    if (!(value instanceof JsonNumber number)) {
      return SureFit.UNSURE;
    }
    BigDecimal bound = number.decimal();
    SureFit exactly =
        one ->
            !(one instanceof JsonNumber other)
                || (isUsual(other) && allowed.test(other.decimal().compareTo(bound)));
    if (!number.isShortInteger()) {
      return exactly;
    }
    long integer = number.shortInteger();
    return one ->
        one instanceof JsonNumber other && other.isShortInteger()
            ? allowed.test(Long.compare(other.shortInteger(), integer))
            : exactly.takes(one);
  }

  /** The validator cannot compare numbers beyond a long, and says so of the schema. */
  private static boolean isUsual(JsonNumber number) {
    return number.isShortInteger() || Math.abs(number.nearestDouble()) < LARGEST;
  }

  private static SureFit atLeast(Json value, ToIntFunction<Json> size) {
    return value instanceof JsonNumber least && least.isShortInteger()
        ? limited(least.shortInteger(), Long.MAX_VALUE, size)
        : SureFit.UNSURE;
  }

  private static SureFit atMost(Json value, ToIntFunction<Json> size) {
    return value instanceof JsonNumber most && most.isShortInteger()
        ? limited(Long.MIN_VALUE, most.shortInteger(), size)
        : SureFit.UNSURE;
  }

  private static SureFit limited(long least, long most, ToIntFunction<Json> size) {
    return value -> {
      int found = size.applyAsInt(value);
      return found < 0 || (found >= least && found <= most);
    };
  }

  /** Most texts are known to be short enough without being decoded. */
  private static SureFit longest(Json value) {
    if (!(value instanceof JsonNumber number) || !number.isShortInteger()) {
      return SureFit.UNSURE;
    }
    long most = number.shortInteger();
    return one ->
        !(one instanceof JsonString text)
            || text.mostCharacters() <= most
            || characters(text) <= most;
  }

  private static int characters(Json value) {
    return value instanceof JsonString text
        ? text.value().codePointCount(0, text.value().length())
        : -1;
  }

  private static int elements(Json value) {
    return value instanceof JsonArray array ? array.size() : -1;
  }

  private static int properties(Json value) {
    return value instanceof JsonObject object ? object.size() : -1;
  }
}
