package io.portreeve.gateway.store;

import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.guard.Provenance;
import io.portreeve.guard.Provenance.Kind;
import io.portreeve.guard.Provenance.Origin;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where values come from, as JSON: as it is stored, and as it is reported. */
public final class ProvenanceText {
  private ProvenanceText() {}

  /** {@code {"values": [{"at", "origins": [{"kind", …}]}], "whole", "heard": {…}}}. */
  public static JsonObject json(Provenance provenance) {
    Label heard = provenance.heard();
    return JsonObject.empty()
        .with(
            "values", JsonArray.of(provenance.values().stream().map(ProvenanceText::json).toList()))
        .with("whole", provenance.whole())
        .with(
            "heard",
            JsonObject.empty()
                .with("integrity", word(heard.integrity()))
                .with("confidentiality", word(heard.confidentiality()))
                .with(
                    "untrusted", JsonArray.ofStrings(heard.origins().stream().sorted().toList())));
  }

  private static JsonObject json(Provenance.Value value) {
    return JsonObject.empty()
        .with("at", value.at())
        .with("origins", JsonArray.of(value.origins().stream().map(ProvenanceText::json).toList()));
  }

  private static JsonObject json(Origin origin) {
    JsonObject json = JsonObject.empty().with("kind", word(origin.kind()));
    if (!origin.server().isEmpty()) {
      json = json.with("server", origin.server()).with("said", origin.said());
    }
    return origin.memory() ? json.with("memory", true) : json;
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  /** The same, read. */
  static Provenance read(String text) throws SQLException {
    try {
      Json json = JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
      return provenance((JsonObject) json);
    } catch (JsonRefused | RuntimeException damaged) {
      throw new SQLException("the store holds what is no provenance", damaged);
    }
  }

  private static Provenance provenance(JsonObject json) {
    JsonObject heard = json.object("heard").orElseThrow();
    return new Provenance(
        each(json, "values", ProvenanceText::value),
        json.bool("whole").orElseThrow(),
        new Label(
            Integrity.valueOf(constant(heard, "integrity")),
            Confidentiality.valueOf(constant(heard, "confidentiality")),
            heard.array("untrusted").orElseThrow().stream()
                .map(one -> ((JsonString) one).value())
                .collect(Collectors.toUnmodifiableSet())));
  }

  private static Provenance.Value value(JsonObject json) {
    return new Provenance.Value(
        json.string("at").orElseThrow(), each(json, "origins", ProvenanceText::origin));
  }

  private static Origin origin(JsonObject json) {
    return new Origin(
        Kind.valueOf(constant(json, "kind")),
        json.string("server").orElse(""),
        json.string("said").orElse(""),
        json.bool("memory").orElse(false));
  }

  private static <T> List<T> each(JsonObject json, String name, Function<JsonObject, T> read) {
    return json.array(name).orElseThrow().stream()
        .map(one -> read.apply((JsonObject) one))
        .toList();
  }

  private static String constant(JsonObject json, String name) {
    return json.string(name).orElseThrow().toUpperCase(Locale.ROOT);
  }
}
