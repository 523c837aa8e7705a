package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds what a reference within a schema means: a JSON pointer, or an anchor. */
final class LocalReference {
  private LocalReference() {}

  static Optional<Json> find(JsonObject root, String fragment) {
    if (fragment.isEmpty()) {
      return Optional.of(root);
    }
    return fragment.startsWith("/") ? pointed(root, fragment) : anchored(root, fragment);
  }

  private static Optional<Json> pointed(JsonObject root, String pointer) {
    Json at = root;
    for (String raw : pointer.substring(1).split("/", -1)) {
      String step = decoded(raw).replace("~1", "/").replace("~0", "~");
      Optional<Json> next = step(at, step);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private static Optional<Json> step(Json at, String step) {
    return switch (at) {
      case JsonObject object -> object.get(step);
      case JsonArray array -> element(array, step);
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> Optional.empty();
    };
  }

  private static Optional<Json> element(JsonArray array, String step) {
    boolean index =
        !step.isEmpty() && step.length() < 7 && step.chars().allMatch(c -> c >= '0' && c <= '9');
    return index && Integer.parseInt(step) < array.size()
        ? Optional.of(array.get(Integer.parseInt(step)))
        : Optional.empty();
  }

  private static String decoded(String raw) {
    try {
      return raw.indexOf('%') < 0
          ? raw
          : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return raw;
    }
  }

  private static Optional<Json> anchored(Json at, String anchor) {
    return switch (at) {
      case JsonObject object -> {
        boolean here =
            object.string("$anchor").filter(anchor::equals).isPresent()
                || object.string("$dynamicAnchor").filter(anchor::equals).isPresent();
        yield here
            ? Optional.of(object)
            : object.names().stream()
                .flatMap(name -> anchored(object.get(name).orElseThrow(), anchor).stream())
                .findFirst();
      }
      case JsonArray array ->
          array.stream().flatMap(element -> anchored(element, anchor).stream()).findFirst();
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> Optional.empty();
    };
  }
}
