package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.Set;

/**
 * What the members of one schema mean, for all drafts alike: a property that is called like a
 * keyword is none. A keyword that is not known may hold schemas, because a reference can lead
 * there.
 */
final class SchemaParts {
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
  private static final Set<String> DATA = Set.of("const", "default", "examples");

  private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");

  /** Keywords whose members are named by the author and hold schemas for children. */
  private static final Set<String> NAMED = Set.of("properties", "patternProperties");

  /** Keywords that apply a schema to the very same value, so that a loop of them never ends. */
  private static final Set<String> IN_PLACE =
      Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else");

  private static final Set<String> NAMED_IN_PLACE = Set.of("dependentSchemas", "dependencies");

  private SchemaParts() {}

  /** Is told of every part of a schema, once. */
  interface Visitor {
    void reference(String to) throws SchemaFault;

    /** A schema, or a list of them; {@code inPlace} ones judge the same value. */
    void subschema(Json schema, boolean inPlace) throws SchemaFault;

    /** A schema that judges nothing until something refers to it. */
    void definition(Json schema) throws SchemaFault;

    void pattern(String regex) throws SchemaFault;

    /** Values to compare with, this many. */
    void data(int values) throws SchemaFault;

    /** A keyword that compares the parts of the value with each other. */
    void distinct();
  }

  /** Whether the value of a keyword is no schema, whatever it looks like. */
  static boolean isData(String keyword) {
    return DATA.contains(keyword) || keyword.equals("enum");
  }

  /** Whether the members of what stands behind a keyword are called as the author likes. */
  static boolean namesParts(String keyword) {
    return DEFINITIONS.contains(keyword)
        || NAMED.contains(keyword)
        || NAMED_IN_PLACE.contains(keyword);
  }

  static void visit(JsonObject schema, Visitor visitor) throws SchemaFault {
    for (JsonMember member : schema) {
      visit(member.name(), member.value(), visitor);
    }
  }

  private static void visit(String keyword, Json value, Visitor visitor) throws SchemaFault {
    if (REFERENCES.contains(keyword) && value instanceof JsonString to) {
      visitor.reference(to.value());
    } else if (keyword.equals("pattern") && value instanceof JsonString regex) {
      visitor.pattern(regex.value());
    } else if (keyword.equals("uniqueItems")) {
      visitor.distinct();
    } else if (keyword.equals("enum") && value instanceof JsonArray values) {
      visitor.data(values.size());
    } else if (DATA.contains(keyword)) {
      visitor.data(1);
    } else if (DEFINITIONS.contains(keyword) && value instanceof JsonObject named) {
      for (JsonMember member : named) {
        visitor.definition(member.value());
      }
    } else if (NAMED.contains(keyword) && value instanceof JsonObject named) {
      named(keyword, named, false, visitor);
    } else if (NAMED_IN_PLACE.contains(keyword) && value instanceof JsonObject named) {
      named(keyword, named, true, visitor);
    } else {
      visitor.subschema(value, IN_PLACE.contains(keyword));
    }
  }

  private static void named(String keyword, JsonObject named, boolean inPlace, Visitor visitor)
      throws SchemaFault {
    for (JsonMember member : named) {
      if (keyword.equals("patternProperties")) {
        visitor.pattern(member.name());
      }
      visitor.subschema(member.value(), inPlace);
    }
  }
}
