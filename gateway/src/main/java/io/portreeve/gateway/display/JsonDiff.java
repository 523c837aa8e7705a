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

  /** What differs, in the order of the texts; without a text before, everything does. */
  public static List<Line> between(Optional<String> before, String after) {
    JsonDiff diff = new JsonDiff();
    diff.add("", before.map(JsonDiff::read), Optional.of(read(after)));
    return List.copyOf(diff.lines);
  }

  /** What differs between two values. */
  public static List<Line> between(JsonObject before, JsonObject after) {
    JsonDiff diff = new JsonDiff();
    diff.add("", Optional.of(before), Optional.of(after));
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
