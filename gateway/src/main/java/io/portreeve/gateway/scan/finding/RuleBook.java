package io.portreeve.gateway.scan.finding;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Rules by id, in the order of their file. The files are ours and are part of the program: one that
 * is not of its form is a fault.
 */
public record RuleBook(Map<String, Rule> rules) {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "title",
          "severity",
          "remedy",
          "keywords",
          "pattern",
          "unless",
          "secret",
          "bad",
          "good");

  /** The files, by the names of what they are about. */
  public static final List<String> BOOKS =
      List.of(
          "definitions", "secrets", "configuration", "packages", "code", "javascript", "python");

  /** Those whose rules are about what a whole server is made of. */
  public static final List<String> ABOUT_SERVERS =
      List.of("packages", "code", "javascript", "python");

  /** The rules of one file. */
  public static RuleBook of(String name) {
    var rules = new LinkedHashMap<String, Rule>();
    for (Json entry : (JsonArray) read(name)) {
      Rule rule = rule((JsonObject) entry);
      if (rules.put(rule.id(), rule) != null) {
        throw new IllegalStateException("two rules are called " + rule.id());
      }
    }
    return new RuleBook(rules);
  }

  /** The ids of the rules of one file, without reading more of them. */
  public static List<String> ids(String name) {
    return ((JsonArray) read(name)).stream().map(entry -> text((JsonObject) entry, "id")).toList();
  }

  /** The rule of this id, which there is. */
  public Rule rule(String id) {
    return Objects.requireNonNull(rules.get(id), id);
  }

  /** The rules that are about a text. */
  public List<Rule> patterns() {
    return rules.values().stream().filter(rule -> rule.pattern().isPresent()).toList();
  }

  /** What a file of ours holds. */
  public static Json read(String name) {
    String resource = "/io/portreeve/gateway/scan/" + name + ".json";
    try (InputStream in = RuleBook.class.getResourceAsStream(resource)) {
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
        text(json, "remedy"),
        json.string("pattern").map(pattern -> pattern(json, pattern)),
        json.bool("secret").orElse(false),
        texts(json, "bad"),
        texts(json, "good"));
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
