package io.portreeve.gateway.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.controls.contextpoisoning.MemoryEntry.Kind;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code @modelcontextprotocol/server-memory} keeps in its file: an entity or a relation each
 * line, as JSON.
 *
 * @param entries in their order
 * @param unreadable the numbers of the lines that are none of both
 */
public record GraphFile(List<MemoryEntry> entries, List<Integer> unreadable) {
  public GraphFile {
    entries = List.copyOf(entries);
    unreadable = List.copyOf(unreadable);
  }

  /** Reads all of its text. */
  public static GraphFile of(String text) {
    List<MemoryEntry> entries = new ArrayList<>();
    List<Integer> unreadable = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      Optional<List<MemoryEntry>> read = line(lines.get(i));
      entries.addAll(read.orElse(List.of()));
      if (read.isEmpty()) {
        unreadable.add(i + 1);
      }
    }
    return new GraphFile(entries, unreadable);
  }

  private static Optional<List<MemoryEntry>> line(String line) {
    try {
      return JsonReader.read(line.getBytes(UTF_8), JsonLimits.defaults()) instanceof JsonObject json
          ? json.string("type").flatMap(type -> entries(type, json))
          : Optional.empty();
    } catch (JsonRefused none) {
      return Optional.empty();
    }
  }

  private static Optional<List<MemoryEntry>> entries(String type, JsonObject json) {
    return switch (type) {
      case "entity" -> words(json, "name", "entityType").flatMap(words -> entity(words, json));
      case "relation" ->
          words(json, "from", "to", "relationType")
              .map(words -> List.of(new MemoryEntry(Kind.RELATION, words)));
      default -> Optional.empty();
    };
  }

  private static Optional<List<MemoryEntry>> entity(List<String> words, JsonObject json) {
    List<MemoryEntry> all = new ArrayList<>();
    all.add(new MemoryEntry(Kind.ENTITY, words));
    Optional<JsonArray> observations = json.array("observations");
    if (observations.isEmpty()) {
      return Optional.empty();
    }
    for (Json one : observations.get()) {
      if (!(one instanceof JsonString text)) {
        return Optional.empty();
      }
      all.add(new MemoryEntry(Kind.OBSERVATION, List.of(words.getFirst(), text.value())));
    }
    return Optional.of(all);
  }

  private static Optional<List<String>> words(JsonObject json, String... names) {
    List<String> words =
        List.of(names).stream().flatMap(name -> json.string(name).stream()).toList();
    return words.size() == names.length ? Optional.of(words) : Optional.empty();
  }
}
