package io.portreeve.gateway.scan.finding;

import io.portreeve.guard.Mitigation;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files that a scan looks by. They are ours and are part of the program: one that is not
 * of its form is a fault.
 */
public final class RuleFile {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "title",
          "severity",
          "mitigation",
          "remedy",
          "keywords",
          "pattern",
          "unless",
          "secret",
          "partial",
          "bad",
          "good");

  private RuleFile() {}

  /** The rules of one file by their ids, in its order. */
  static Map<String, Rule> rules(String name) {
    var rules = new LinkedHashMap<String, Rule>();
    for (Json entry : (JsonArray) read(name)) {
      Rule rule = rule((JsonObject) entry);
      if (rules.put(rule.id(), rule) != null) {
        throw new IllegalStateException("two rules are called " + rule.id());
      }
    }
    return Collections.unmodifiableMap(rules);
  }

  /** What a file of ours holds. */
  public static Json read(String name) {
    String resource = "/io/portreeve/gateway/scan/" + name + ".json";
    try (InputStream in = RuleFile.class.getResourceAsStream(resource)) {
      return JsonReader.read(
          Objects.requireNonNull(in, resource).readAllBytes(), JsonLimits.defaults());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (JsonRefused wrong) {
      throw new IllegalStateException(resource, wrong);
    }
  }

  private static Rule rule(JsonObject json) {
    String id = text(json, "id");
    if (!KEYS.containsAll(json.names())) {
      throw new IllegalStateException("rule " + id + " has an unknown key");
    }
    return new Rule(
        id,
        text(json, "title"),
        Severity.valueOf(text(json, "severity").toUpperCase(Locale.ROOT)),
        mitigation(text(json, "mitigation")),
        text(json, "remedy"),
        json.string("pattern").map(pattern -> pattern(json, pattern)),
        json.bool("secret").orElse(false),
        json.bool("partial").orElse(false),
        texts(json, "bad"),
        texts(json, "good"));
  }

  private static Mitigation mitigation(String id) {
    return Arrays.stream(Mitigation.values())
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no mitigation " + id));
  }

  private static TextPattern pattern(JsonObject json, String pattern) {
    Optional<LazyPattern> unless = json.string("unless").map(LazyPattern::new);
    return new TextPattern(texts(json, "keywords"), new LazyPattern(pattern), unless);
  }

  private static String text(JsonObject json, String name) {
    return json.string(name)
        .orElseThrow(() -> new IllegalStateException("a rule without " + name + ": " + json));
  }

  private static List<String> texts(JsonObject json, String name) {
    return json.array(name).orElse(JsonArray.empty()).stream()
        .map(entry -> ((JsonString) entry).value())
        .toList();
  }
}
