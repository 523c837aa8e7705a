package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An answer that shows parts of a graph: as structured content, and as texts that are JSON. It is
 * built anew of what is known; what cannot be read is no answer.
 */
final class GraphAnswer {
  private static final String TEXT = "text";
  private static final Set<String> OF_A_TEXT = Set.of("type", TEXT);
  private static final Set<String> OF_A_RESOURCE = Set.of("uri", "mimeType", TEXT);

  /** Members that hold no word of a server's. */
  private static final Set<String> DULL =
      Set.of("resultType", "isError", "ttlMs", "cacheScope", "_meta");

  private final GraphTool tool;
  private final Result answer;

  private GraphAnswer(GraphTool tool, Result answer) {
    this.tool = tool;
    this.answer = answer;
  }

  static GraphAnswer of(GraphTool tool, ToolResult result) {
    return new GraphAnswer(tool, result);
  }

  /** A resource of a memory shows all of it. */
  static GraphAnswer of(ResourceResult result) {
    return new GraphAnswer(GraphTool.READ_GRAPH, result);
  }

  /** The entries that it shows; empty if it cannot be read. */
  Optional<Set<MemoryEntry>> entries() {
    Set<MemoryEntry> found = new HashSet<>();
    return sifted(MemoryEntry.all(found)).map(_ -> found);
  }

  /** It, of what is genuine; empty if it cannot be read. */
  Optional<Result> sifted(Predicate<MemoryEntry> genuine) {
    try {
      JsonObject json = answer.json();
      JsonObject clean = json.keepIf(member -> DULL.contains(member.name()));
      switch (answer) {
        case ToolResult result -> {
          clean = clean.with("content", texts(result.content(), OF_A_TEXT, genuine));
          if (result.structuredContent().isPresent()) {
            Json shows = result.structuredContent().get();
            clean = clean.with("structuredContent", shown(shows, genuine));
          }
        }
        case ResourceResult result ->
            clean = clean.with("contents", texts(result.contents(), OF_A_RESOURCE, genuine));
        default -> throw new Unreadable();
      }
      return Optional.of(answer.withJson(clean));
    } catch (Unreadable unreadable) {
      return Optional.empty();
    }
  }

  private JsonArray texts(
      List<JsonObject> blocks, Set<String> members, Predicate<MemoryEntry> genuine)
      throws Unreadable {
    List<JsonObject> clean = new ArrayList<>();
    for (JsonObject block : blocks) {
      String text = block.string(TEXT).orElseThrow(Unreadable::new);
      Json shows = read(text);
      Json kept = shown(shows, genuine);
      JsonObject known = block.keepIf(member -> members.contains(member.name()));
      clean.add(kept.equals(shows) ? known : known.with(TEXT, kept.toString()));
    }
    return JsonArray.of(clean);
  }

  private Json shown(Json shows, Predicate<MemoryEntry> genuine) throws Unreadable {
    return tool.sifted(shows, genuine).orElseThrow(Unreadable::new);
  }

  private static Json read(String text) throws Unreadable {
    try {
      return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
    } catch (JsonRefused refused) {
      throw new Unreadable();
    }
  }

  /** That it is no answer which the tool could give. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
