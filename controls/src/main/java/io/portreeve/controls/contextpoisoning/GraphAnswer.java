package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonMember;
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

  private final Result answer;
  private final Shown shown;

  private GraphAnswer(Result answer, Shown shown) {
    this.answer = answer;
    this.shown = shown;
  }

  /** Which members of an answer show anything, with what is left of them. */
  private interface Shown {
    JsonObject sifted(Predicate<MemoryEntry> genuine) throws Unreadable;
  }

  static GraphAnswer of(GraphTool tool, ToolResult result) {
    return new GraphAnswer(
        result,
        genuine -> {
          Sieve sieve = new Sieve(tool, genuine);
          JsonObject left = JsonObject.of("content", sieve.texts(result.content(), OF_A_TEXT));
          return result.structuredContent().isPresent()
              ? left.with("structuredContent", sieve.sifted(result.structuredContent().get()))
              : left;
        });
  }

  /** A resource of a memory shows all of it. */
  static GraphAnswer of(ResourceResult result) {
    return new GraphAnswer(
        result,
        genuine -> {
          Sieve sieve = new Sieve(GraphTool.READ_GRAPH, genuine);
          return JsonObject.of("contents", sieve.texts(result.contents(), OF_A_RESOURCE));
        });
  }

  /** The entries that it shows; empty if it cannot be read. */
  Optional<Set<MemoryEntry>> entries() {
    Set<MemoryEntry> found = new HashSet<>();
    return sifted(MemoryEntry.all(found)).map(_ -> found);
  }

  /** It, of what is genuine; empty if it cannot be read. */
  Optional<Result> sifted(Predicate<MemoryEntry> genuine) {
    try {
      JsonObject clean = answer.json().keepIf(member -> DULL.contains(member.name()));
      for (JsonMember left : shown.sifted(genuine)) {
        clean = clean.with(left.name(), left.value());
      }
      return Optional.of(answer.withJson(clean));
    } catch (Unreadable unreadable) {
      return Optional.empty();
    }
  }

  /** Lets through what is genuine of what a tool shows. */
  private record Sieve(GraphTool tool, Predicate<MemoryEntry> genuine) {
    JsonArray texts(List<JsonObject> blocks, Set<String> members) throws Unreadable {
      List<JsonObject> clean = new ArrayList<>();
      for (JsonObject block : blocks) {
        String text = block.string(TEXT).orElseThrow(Unreadable::new);
        Json shows = read(text);
        Json kept = sifted(shows);
        JsonObject known = block.keepIf(member -> members.contains(member.name()));
        clean.add(kept.equals(shows) ? known : known.with(TEXT, kept.toString()));
      }
      return JsonArray.of(clean);
    }

    Json sifted(Json shows) throws Unreadable {
      return tool.sifted(shows, genuine).orElseThrow(Unreadable::new);
    }
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
