package io.portreeve.gateway.display;

import io.portreeve.guard.Provenance;
import io.portreeve.guard.Provenance.Origin;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the values of a call come from, in words for whoever has to decide on it. What others wrote
 * stands as JSON within backticks, where neither a terminal nor Markdown obeys it.
 */
public final class ShownProvenance {
  private static final int LONGEST_VALUE = 80;

  private ShownProvenance() {}

  /**
   * One value.
   *
   * @param at where it stands in the arguments
   * @param value itself as JSON; of a long one the beginning
   * @param from where it was found
   */
  public record Row(String at, String value, String from) {}

  /**
   * Each value that decides.
   *
   * @param call as it will be sent
   */
  public static List<Row> rows(Provenance provenance, String call) {
    Json arguments = arguments(call);
    return provenance.values().stream()
        .map(value -> new Row(quoted(value.at()), valued(value, arguments), from(value)))
        .toList();
  }

  /** All of it, a line each. */
  public static List<String> lines(Provenance provenance, String call) {
    return Stream.concat(
            rows(provenance, call).stream()
                .map(row -> row.at() + " " + row.value() + ": " + row.from()),
            notes(provenance).stream())
        .toList();
  }

  /** Whose untrusted data was heard before, and whether the values are all. */
  public static List<String> notes(Provenance provenance) {
    List<String> notes = new ArrayList<>();
    if (!provenance.whole()) {
      notes.add("there are more values that decide than were looked for");
    }
    String heard =
        provenance.heard().origins().stream()
            .sorted()
            .map(ShownProvenance::code)
            .collect(Collectors.joining(", "));
    notes.add(
        heard.isEmpty()
            ? "no untrusted data was heard before"
            : "untrusted data was heard before, of " + heard);
    return List.copyOf(notes);
  }

  private static Json arguments(String call) {
    try {
      Json whole = JsonReader.read(call.getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
      return whole instanceof JsonObject object
          ? object.get("arguments").orElse(object)
          : JsonObject.empty();
    } catch (JsonRefused damaged) {
      return JsonObject.empty();
    }
  }

  private static String valued(Provenance.Value value, Json arguments) {
    Optional<Json> found = JsonPointer.parse(value.at()).in(arguments);
    String text = found.map(Json::toString).orElse("");
    return text.length() > LONGEST_VALUE ? code(Excerpt.of(text, LONGEST_VALUE)) + "…" : code(text);
  }

  private static String from(Provenance.Value value) {
    return value.origins().isEmpty()
        ? "found nowhere"
        : value.origins().stream().map(ShownProvenance::from).collect(Collectors.joining("; "));
  }

  private static String from(Origin origin) {
    String who = (origin.memory() ? "the memory " : "") + code(origin.server());
    String said = who + " (" + quoted(origin.said()) + ")";
    return switch (origin.kind()) {
      case USER -> "the user's words";
      case ENDORSED -> "approved for this conversation";
      case POINTED -> "a field that the user pointed to";
      case ISSUED -> "an id that was issued for it";
      case TRUSTED -> "a trusted result of " + said;
      case REPEATED -> "repeated, after the model, by " + said;
      case UNTRUSTED -> "untrusted words of " + said;
    };
  }

  private static String quoted(String text) {
    return code(JsonString.of(text).toString());
  }

  /** Of JSON, so that a backtick can be written otherwise. */
  private static String code(String json) {
    return "`" + VisibleText.json(json).replace("`", "\\u0060") + "`";
  }
}
