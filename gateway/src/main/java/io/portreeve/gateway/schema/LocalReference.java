package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a reference within a schema means: a JSON pointer, or an anchor.
 *
 * <p>What another reader could take for something else is refused: a reference with escapes of URIs
 * in it, an anchor that occurs twice, wherever that is, and a pointer through what has a name of
 * its own or is data and no schema.
 */
final class LocalReference {
  private final JsonObject root;
  private final Map<String, Json> anchors = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();

  private LocalReference(JsonObject root) {
    this.root = root;
  }

  static LocalReference within(JsonObject root) {
    LocalReference local = new LocalReference(root);
    local.anchor(root.without("$id").without("id"), false, true);
    return local;
  }

  Json find(String reference) throws SchemaFault {
    if (!reference.startsWith("#")) {
      throw new SchemaFault("a reference leads outside the schema");
    }
    String fragment = reference.substring(1);
    if (fragment.indexOf('%') >= 0 || ambiguous.contains(fragment)) {
      throw new SchemaFault("a reference can be read in two ways");
    }
    return at(fragment).orElseThrow(() -> new SchemaFault("a reference leads nowhere"));
  }

  private Optional<Json> at(String fragment) throws SchemaFault {
    if (fragment.isEmpty()) {
      return Optional.of(root);
    }
    return fragment.startsWith("/")
        ? pointed(root, fragment)
        : Optional.ofNullable(anchors.get(fragment));
  }

  private static Optional<Json> pointed(JsonObject root, String pointer) throws SchemaFault {
    Json at = root;
    boolean named = false;
    for (String raw : pointer.substring(1).split("/", -1)) {
      String step = raw.replace("~1", "/").replace("~0", "~");
      if (at instanceof JsonObject && !named && SchemaParts.isData(step)) {
        throw new SchemaFault("a reference leads into data");
      }
      named = !named && at instanceof JsonObject && SchemaParts.namesParts(step);
      Optional<Json> next = step(at, step);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
      if (!named && isNamed(at)) {
        throw new SchemaFault("a reference leads past an identifier");
      }
    }
    return Optional.of(at);
  }

  /** A name changes what all references below it mean, in some draft at least. */
  private static boolean isNamed(Json at) {
    return at instanceof JsonObject object
        && (object.string("$id").isPresent() || object.string("id").isPresent());
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

  /**
   * Notes the anchors of a part.
   *
   * @param named whether its members are called as the author likes, so that none is a keyword
   * @param plain whether it is neither data nor below a name of its own
   */
  private void anchor(Json at, boolean named, boolean plain) {
    switch (at) {
      case JsonObject object -> {
        boolean here = plain && (named || !isNamed(object));
        object.string("$anchor").ifPresent(name -> anchored(name, object, here));
        object.string("$dynamicAnchor").ifPresent(name -> anchored(name, object, here));
        for (JsonMember member : object) {
          boolean data = !named && SchemaParts.isData(member.name());
          boolean names = !named && SchemaParts.namesParts(member.name());
          anchor(member.value(), names, here && !data);
        }
      }
      case JsonArray array -> array.forEach(element -> anchor(element, false, plain));
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> {}
    }
  }

  private void anchored(String name, JsonObject here, boolean plain) {
    if (anchors.putIfAbsent(name, here) != null || !plain) {
      ambiguous.add(name);
    }
  }
}
