package io.portreeve.gateway.policy;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the ids at a place of arguments or of a result: a name, or a JSON pointer in which {@code
 * *} is every element of an array. At its end stands an id, or a list of them; numbers are ids as
 * written.
 */
record ArgumentIds(List<String> tokens) {
  static ArgumentIds at(String place) {
    if (!place.startsWith("/")) {
      return new ArgumentIds(List.of(place));
    }
    List<String> tokens = new ArrayList<>();
    for (String token : place.substring(1).split("/", -1)) {
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return new ArgumentIds(List.copyOf(tokens));
  }

  /** The texts there, none if nothing is; empty if what is there cannot be read as ids. */
  Optional<List<String>> in(Json json) {
    List<String> found = new ArrayList<>();
    return into(found, json, 0) ? Optional.of(found) : Optional.empty();
  }

  private boolean into(List<String> found, Json json, int depth) {
    if (depth == tokens.size()) {
      return json instanceof JsonArray array
          ? array.stream().allMatch(element -> one(found, element))
          : one(found, json);
    }
    String token = tokens.get(depth);
    return switch (json) {
      case JsonObject object ->
          object.get(token).map(member -> into(found, member, depth + 1)).orElse(true);
      case JsonArray array ->
          token.equals("*") && array.stream().allMatch(element -> into(found, element, depth + 1));
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> false;
    };
  }

  private static boolean one(List<String> found, Json json) {
    return switch (json) {
      case JsonString text -> found.add(text.value());
      case JsonNumber number -> found.add(number.literal());
      case JsonObject _, JsonArray _, JsonBoolean _, JsonNull _ -> false;
    };
  }
}
