package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonKind;
import io.portreeve.mcp.json.JsonLayout;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Makes a {@link SureFit} of a schema that was found safe to evaluate: of the keywords that nearly
 * all schemas of tools are made of, in the drafts that those are written in. Where another keyword
 * stands, nothing is sure. Nothing of the schema's text is kept.
 */
final class SureFits {
  private static final String NEW = "https://json-schema.org/draft/2020-12/schema";
  private static final String OLD = "http://json-schema.org/draft-07/schema";

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
  private final Map<String, Referred> referred = new HashMap<>();

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
    SureFit.Draft draft = new SureFit.Draft();
    if (MEMBERS.stream().anyMatch(schema::has)) {
      members(schema, draft);
    }
    for (JsonMember member : schema) {
      if (!MEMBERS.contains(member.name())) {
        keyword(member.name(), member.value(), draft);
      }
    }
    return draft.done();
  }

  private static boolean judges(JsonMember member) {
    return !WORDS.contains(member.name());
  }

  private void keyword(String keyword, Json value, SureFit.Draft draft) throws SchemaFault {
    switch (keyword) {
      case "type" -> types(value, draft);
      case "items" -> draft.each(schema(value));
      case "enum" -> draft.rule(value instanceof JsonArray list ? listed(list) : SureFit.UNSURE);
      case "const" -> draft.rule(listed(JsonArray.of(value)));
      case "minimum" -> bound(value, sign -> sign >= 0, draft);
      case "maximum" -> bound(value, sign -> sign <= 0, draft);
      case "exclusiveMinimum" -> bound(value, sign -> sign > 0, draft);
      case "exclusiveMaximum" -> bound(value, sign -> sign < 0, draft);
      case "$ref" ->
          draft.rule(value instanceof JsonString to ? reference(to.value()) : SureFit.UNSURE);
      case "anyOf" ->
          draft.rule(value instanceof JsonArray parts ? any(each(parts)) : SureFit.UNSURE);
      case "allOf" ->
          (value instanceof JsonArray parts ? each(parts) : List.of(SureFit.UNSURE))
              .forEach(draft::rule);
      case "format" -> draft.rule(formats ? SureFit.UNSURE : SureFit.ANY);
      default -> {
        if (!WORDS.contains(keyword)) {
          size(keyword, value, draft);
        }
      }
    }
  }

  /** Of how much there may be; no other keyword is known. */
  private static void size(String keyword, Json value, SureFit.Draft draft) {
    if (!(value instanceof JsonNumber number) || !number.isShortInteger()) {
      draft.rule(SureFit.UNSURE);
      return;
    }
    long size = number.shortInteger();
    switch (keyword) {
      case "minLength" -> draft.characters(size, Long.MAX_VALUE);
      case "maxLength" -> draft.characters(Long.MIN_VALUE, size);
      case "minItems" -> draft.elements(size, Long.MAX_VALUE);
      case "maxItems" -> draft.elements(Long.MIN_VALUE, size);
      case "minProperties" -> draft.properties(size, Long.MAX_VALUE);
      case "maxProperties" -> draft.properties(Long.MIN_VALUE, size);
      default -> draft.rule(SureFit.UNSURE);
    }
  }

  private List<SureFit> each(JsonArray schemas) throws SchemaFault {
    List<SureFit> each = new ArrayList<>();
    for (Json schema : schemas) {
      each.add(schema(schema));
    }
    return each;
  }

  private static SureRule any(List<SureFit> parts) {
    SureFit[] known = parts.toArray(SureFit[]::new);
    return (text, value) -> {
      // no stream: asked of every value that is checked
      for (SureFit part : known) {
        if (part.takes(text, value)) {
          return true;
        }
      }
      return false;
    };
  }

  /** Read once, however often it is referred to, and from within itself. */
  private SureRule reference(String to) throws SchemaFault {
    Referred known = referred.get(to);
    if (known == null) {
      known = new Referred();
      referred.put(to, known);
      known.fit = schema(references.target(to));
      known.read = true;
    }
    return known.read ? known.fit : known;
  }

  /** What is referred to from within itself, and so is known later. */
  private static final class Referred implements SureRule {
    private SureFit fit = SureFit.UNSURE;
    private boolean read;

    @Override
    public boolean takes(JsonLayout text, int value) {
      return fit.takes(text, value);
    }
  }

  private void members(JsonObject schema, SureFit.Draft draft) throws SchemaFault {
    Json properties = schema.get("properties").orElse(JsonObject.empty());
    Json names = schema.get("required").orElse(JsonArray.empty());
    if (!(properties instanceof JsonObject described) || !(names instanceof JsonArray listed)) {
      draft.rule(SureFit.UNSURE);
      return;
    }
    Set<String> required = new HashSet<>();
    for (Json name : listed) {
      if (!(name instanceof JsonString text)) {
        draft.rule(SureFit.UNSURE);
        return;
      }
      boolean _ = required.add(text.value());
    }
    SequencedMap<String, SureFit> fits = new LinkedHashMap<>();
    for (JsonMember one : described) {
      fits.put(one.name(), schema(one.value()));
    }
    draft.members(new SureMembers(fits, required, others(schema)));
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

  private static void types(Json value, SureFit.Draft draft) {
    List<Json> names =
        value instanceof JsonArray several ? several.stream().toList() : List.of(value);
    List<String> types = new ArrayList<>();
    for (Json name : names) {
      types.add(name instanceof JsonString text ? text.value() : "");
    }
    Set<JsonKind> kinds = EnumSet.noneOf(JsonKind.class);
    types.forEach(type -> kinds.addAll(kinds(type)));
    draft.only(kinds, !types.contains("number"));
  }

  private static Set<JsonKind> kinds(String type) {
    return switch (type) {
      case "object" -> Set.of(JsonKind.OBJECT);
      case "array" -> Set.of(JsonKind.ARRAY);
      case "string" -> Set.of(JsonKind.STRING);
      case "number", "integer" -> Set.of(JsonKind.NUMBER);
      case "boolean" -> Set.of(JsonKind.BOOLEAN);
      case "null" -> Set.of(JsonKind.NULL);
      default -> Set.of(); // nothing is sure to be of it
    };
  }

  /** Numbers and containers are left to the validator. */
  private static SureRule listed(JsonArray values) {
    Set<String> texts = new HashSet<>();
    Set<Json> others = new HashSet<>();
    for (Json value : values) {
      boolean _ = value instanceof JsonString text && texts.add(text.value());
      boolean _ = (value instanceof JsonBoolean || value instanceof JsonNull) && others.add(value);
    }
    return (text, at) ->
        switch (text.kind(at)) {
          case STRING -> texts.contains(text.text(at));
          case BOOLEAN, NULL -> others.contains(text.view(at));
          case NUMBER, OBJECT, ARRAY -> false;
        };
  }

  private static void bound(Json value, IntPredicate allowed, SureFit.Draft draft) {
    if (!(value instanceof JsonNumber number)) {
      draft.rule(SureFit.UNSURE);
      return;
    }
    BigDecimal bound = number.decimal();
    SureRule exactly =
        (text, at) ->
            !(text.view(at) instanceof JsonNumber other)
                || allowed.test(other.decimal().compareTo(bound));
    if (!number.isShortInteger()) {
      draft.rule(exactly);
      return;
    }
    long integer = number.shortInteger();
    draft.worth(
        allowed.test(-1) ? Long.MIN_VALUE : allowed.test(0) ? integer : integer + 1,
        allowed.test(1) ? Long.MAX_VALUE : allowed.test(0) ? integer : integer - 1,
        exactly);
  }
}
