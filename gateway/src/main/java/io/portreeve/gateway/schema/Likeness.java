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
import java.util.Map;

/**
 * What it costs to see that the elements of every array in a value are different. A set of texts
 * that were made to share one hash is a list, and each of them is compared with each; texts that
 * nobody made so are not. Of other elements the worst is assumed.
 */
final class Likeness {
  private static final int CHARACTERS_A_STEP = 16;

  private long cost;

  private Likeness() {}

  static long cost(Json value) {
    Likeness likeness = new Likeness();
    long _ = likeness.nodes(value);
    return likeness.cost;
  }

  private long nodes(Json json) {
    long nodes = 1;
    switch (json) {
      case JsonObject object -> {
        for (JsonMember member : object) {
          nodes += nodes(member.value());
        }
      }
      case JsonArray array -> {
        for (Json element : array) {
          nodes += nodes(element);
        }
        compare(array, nodes);
      }
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> {}
    }
    return nodes;
  }

  private void compare(JsonArray array, long nodes) {
    Map<Integer, Alike> texts = new HashMap<>();
    long others = 0;
    for (Json element : array) {
      if (element instanceof JsonString text) {
        texts.merge(text.value().hashCode(), new Alike(1, text.value().length()), Alike::and);
      } else {
        others++;
      }
    }
    cost += others * nodes / 2;
    texts.values().forEach(alike -> cost += alike.cost());
  }

  /** Texts of one hash. */
  private record Alike(long count, long characters) {
    private Alike and(Alike other) {
      return new Alike(count + other.count, characters + other.characters);
    }

    private long cost() {
      return count * (count + characters / CHARACTERS_A_STEP) / 2;
    }
  }
}
