package io.portreeve.lab.replay;

import io.portreeve.controls.contextpoisoning.ArgumentRole;
import io.portreeve.controls.contextpoisoning.Sink;
import io.portreeve.controls.contextpoisoning.Source;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tool of a suite.
 *
 * @param schema of its arguments
 * @param sink what it is as a sink; empty for one that only reads
 * @param source what its results are
 */
record ReplayedTool(
    String suite, String name, JsonObject schema, Optional<Sink> sink, Source source) {
  List<String> arguments() {
    return schema.object("properties").map(JsonObject::names).orElse(List.of());
  }

  Set<String> required() {
    return schema.array("required").stream()
        .flatMap(all -> all.stream())
        .filter(JsonString.class::isInstance)
        .map(name -> ((JsonString) name).value())
        .collect(Collectors.toUnmodifiableSet());
  }

  ArgumentRole role(String argument) {
    return sink.map(known -> known.roles().getOrDefault(argument, known.rest()))
        .orElse(ArgumentRole.CONTENT);
  }

  /** Whether an argument is documented as one for addresses of mail. */
  boolean wantsMail(String argument) {
    return declared(argument)
        .string("description")
        .orElse(argument)
        .toLowerCase(Locale.ROOT)
        .contains("email");
  }

  boolean isList(String argument) {
    Json declared = declared(argument);
    return declared.toString().contains("\"array\"");
  }

  private JsonObject declared(String argument) {
    return schema
        .object("properties")
        .flatMap(properties -> properties.object(argument))
        .orElse(JsonObject.empty());
  }
}
