package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/**
 * What there is of a value, counted without building anything.
 *
 * @param nodes values in all, containers included
 * @param depth levels
 * @param text characters of all texts, names included
 */
record ValueSize(int nodes, int depth, long text) {
  static ValueSize of(Json json) {
    return switch (json) {
      case JsonObject object -> object(object);
      case JsonArray array -> array(array);
      case JsonString string -> new ValueSize(1, 1, string.value().length());
      case JsonNumber _, JsonBoolean _, JsonNull _ -> new ValueSize(1, 1, 0);
    };
  }

  private static ValueSize object(JsonObject object) {
    Sum sum = new Sum();
    for (JsonMember member : object) {
      sum.text += member.name().length();
      sum.add(of(member.value()));
    }
    return sum.whole();
  }

  private static ValueSize array(JsonArray array) {
    Sum sum = new Sum();
    array.forEach(element -> sum.add(of(element)));
    return sum.whole();
  }

  /** What the parts of one container come to. */
  private static final class Sum {
    private int nodes = 1;
    private int depth;
    private long text;

    private void add(ValueSize part) {
      nodes += part.nodes;
      depth = Math.max(depth, part.depth);
      text += part.text;
    }

    private ValueSize whole() {
      return new ValueSize(nodes, depth + 1, text);
    }
  }
}
