package io.portreeve.gateway.schema;

/** A schema that is not evaluated, and why; the text holds no word of the schema. */
final class SchemaFault extends Exception {
  private static final long serialVersionUID = 1L;

  SchemaFault(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
