package io.portreeve.gateway.schema;

/** What breaks a rule of a schema, as a clause that follows the place: for people and models. */
final class RuleWords {
  private RuleWords() {}

  static String of(String keyword) {
    return switch (keyword) {
      case "type" -> "is not of the type that the schema says";
      case "required" -> "lacks the property";
      case "additionalProperties", "unevaluatedProperties" ->
          "has a property that the schema does not know:";
      case "enum", "const" -> "is not one of the values that the schema lists";
      case "minimum", "exclusiveMinimum" -> "is too small";
      case "maximum", "exclusiveMaximum" -> "is too large";
      case "minLength", "minItems", "minProperties" -> "is too short";
      case "maxLength", "maxItems", "maxProperties" -> "is too long";
      case "pattern" -> "does not match the pattern of the schema";
      case "format" -> "is not in the format that the schema says";
      case "uniqueItems" -> "has an item twice";
      default -> "breaks the rule `" + keyword + "` of the schema";
    };
  }
}
