package io.portreeve.gateway.display;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** How one JSON value differs from another, place by place. */
public final class JsonDiff {
  private final List<Line> lines = new ArrayList<>();

  private JsonDiff() {}

  /**
   * One place that differs.
   *
   * @param pointer where, as a JSON pointer (RFC 6901)
   * @param before the value there was, as JSON; empty if there was none
   * @param after the value there is; empty if there is none
   */
  public record Line(String pointer, Optional<String> before, Optional<String> after) {}

  /** What differs between two texts, in their order. */
  public static List<Line> between(String before, String after) {
    return between(Optional.of(read(before)), read(after));
  }

  /** A text without one before it, in which everything differs. */
  public static List<Line> all(String text) {
    return between(Optional.empty(), read(text));
  }

  /** What differs between two values. */
  public static List<Line> between(JsonObject before, JsonObject after) {
    return between(Optional.of(before), after);
  }

  private static List<Line> between(Optional<Json> before, Json after) {
    JsonDiff diff = new JsonDiff();
    diff.add("", before, Optional.of(after));
    return List.copyOf(diff.lines);
  }

  private static Json read(String text) {
    try {
      return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
    } catch (JsonRefused refused) {
      throw new IllegalStateException("a pinned definition is JSON", refused);
    }
  }

  private void add(String pointer, Optional<Json> before, Optional<Json> after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isPresent() && after.isPresent()) {
      both(pointer, before.get(), after.get());
    } else if (before.or(() -> after).orElseThrow() instanceof JsonObject parts) {
      members(
          pointer,
          before.isPresent() ? parts : JsonObject.empty(),
          after.isPresent() ? parts : JsonObject.empty());
    } else {
      lines.add(new Line(pointer, before.map(Json::toString), after.map(Json::toString)));
    }
  }

  private void both(String pointer, Json before, Json after) {
    if (before instanceof JsonObject was && after instanceof JsonObject is) {
      members(pointer, was, is);
    } else if (before instanceof JsonArray was && after instanceof JsonArray is) {
      elements(pointer, was, is);
    } else {
      lines.add(new Line(pointer, Optional.of(before.toString()), Optional.of(after.toString())));
    }
  }

  private void members(String pointer, JsonObject before, JsonObject after) {
    var names = new LinkedHashSet<String>();
    for (JsonMember member : before) {
      names.add(member.name());
    }
    for (JsonMember member : after) {
      names.add(member.name());
    }
    for (String name : names) {
      String inner = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
      add(inner, before.get(name), after.get(name));
    }
  }

  private void elements(String pointer, JsonArray before, JsonArray after) {
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      add(pointer + "/" + i, at(before, i), at(after, i));
    }
  }

  private static Optional<Json> at(JsonArray array, int index) {
    return index < array.size() ? Optional.of(array.get(index)) : Optional.empty();
  }
}
