package io.portreeve.controls.sensitive;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the rules that are packed with the program; a file that is not of its form is a fault. */
final class RuleFile {
  private static final String NAME = "sensitive-rules.json";
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "title",
          "group",
          "keywords",
          "numbers",
          "before",
          "reach",
          "pattern",
          "check",
          "found",
          "clean");

  private RuleFile() {}

  static List<Rule> rules() {
    try (InputStream in = RuleFile.class.getResourceAsStream(NAME)) {
      byte[] bytes = Objects.requireNonNull(in, "packed with the classes").readAllBytes();
      return ((JsonArray) JsonReader.read(bytes, JsonLimits.defaults()))
          .stream().map(RuleFile::rule).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (JsonRefused wrong) {
      throw new IllegalStateException(NAME, wrong);
    }
  }

  private static Rule rule(Json entry) {
    JsonObject json = (JsonObject) entry;
    String id = json.string("id").orElseThrow();
    if (!KEYS.containsAll(json.names())) {
      throw new IllegalStateException("rule " + id + " has an unknown key");
    }
    Group group = Group.valueOf(json.string("group").orElseThrow().toUpperCase(Locale.ROOT));
    return new Rule(
        new Kind(id, group, json.string("title").orElseThrow()),
        texts(json, "keywords"),
        json.bool("numbers").orElse(false),
        Pattern.compile(json.string("before").orElse("(?!)")),
        json.integer("reach").map(Math::toIntExact).orElse(0),
        Pattern.compile(json.string("pattern").orElseThrow()),
        Check.valueOf(
            json.string("check").orElse("none").toUpperCase(Locale.ROOT).replace('-', '_')),
        texts(json, "found"),
        texts(json, "clean"));
  }

  private static List<String> texts(JsonObject json, String name) {
    return json.array(name).orElse(JsonArray.empty()).stream()
        .map(text -> ((JsonString) text).value())
        .toList();
  }
}
