package io.portreeve.gateway.desk;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was done to a client's file, kept beside the profiles.
 *
 * @param file where it lay then
 * @param written the SHA-256 of the file as it was left
 * @param original the name of the backup with what {@code unwrap} restores
 * @param digest the SHA-256 of that backup; empty in what an earlier version wrote
 */
record WrapRecord(
    String file, String written, String original, String digest, List<Wrapped> entries) {
  WrapRecord {
    entries = List.copyOf(entries);
  }

  /**
   * One server of it.
   *
   * @param at the names that lead to it
   * @param before what stood there, as JSON
   * @param after what stands there since
   */
  record Wrapped(List<String> at, String before, String after) {
    Wrapped {
      at = List.copyOf(at);
    }
  }

  String json() {
    List<JsonObject> all = new ArrayList<>();
    for (Wrapped one : entries) {
      all.add(
          JsonObject.empty()
              .with("at", JsonArray.ofStrings(one.at()))
              .with("before", one.before())
              .with("after", one.after()));
    }
    return JsonObject.empty()
        .with("file", file)
        .with("written", written)
        .with("original", original)
        .with("digest", digest)
        .with("entries", JsonArray.of(all))
        .toString();
  }

  /** What a text says that {@link #json} wrote; empty if it is none such. */
  static Optional<WrapRecord> read(String text) {
    try {
      Json read = JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
      return read instanceof JsonObject object ? of(object) : Optional.empty();
    } catch (JsonRefused broken) {
      return Optional.empty();
    }
  }

  private static Optional<WrapRecord> of(JsonObject object) {
    List<Wrapped> entries = new ArrayList<>();
    for (Json one : object.array("entries").orElse(JsonArray.of(List.of()))) {
      if (one instanceof JsonObject entry) {
        entries.add(
            new Wrapped(
                names(entry), entry.string("before").orElse(""), entry.string("after").orElse("")));
      }
    }
    Optional<String> written = object.string("written");
    Optional<String> original = object.string("original");
    return written.isEmpty() || original.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WrapRecord(
                object.string("file").orElse(""),
                written.get(),
                original.get(),
                object.string("digest").orElse(""),
                entries));
  }

  private static List<String> names(JsonObject entry) {
    List<String> names = new ArrayList<>();
    for (Json name : entry.array("at").orElse(JsonArray.of(List.of()))) {
      if (name instanceof JsonString text) {
        names.add(text.value());
      }
    }
    return names;
  }
}
