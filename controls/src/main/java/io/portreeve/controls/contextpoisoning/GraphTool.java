package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tools of the reference memory server take and show. */
enum GraphTool {
  CREATE_ENTITIES(Effect.WRITES),
  CREATE_RELATIONS(Effect.WRITES),
  ADD_OBSERVATIONS(Effect.WRITES),
  DELETE_ENTITIES(Effect.DELETES),
  DELETE_OBSERVATIONS(Effect.DELETES),
  DELETE_RELATIONS(Effect.DELETES),
  READ_GRAPH(Effect.READS),
  SEARCH_NODES(Effect.READS),
  OPEN_NODES(Effect.READS);

  /** What it does to the graph. */
  enum Effect {
    WRITES,
    DELETES,
    READS
  }

  private final Effect effect;
  private final String word = name().toLowerCase(Locale.ROOT);

  GraphTool(Effect effect) {
    this.effect = effect;
  }

  /** The lists that a call holds. */
  private List<GraphPart> given() {
    return switch (this) {
      case CREATE_ENTITIES -> List.of(GraphPart.ENTITIES);
      case CREATE_RELATIONS, DELETE_RELATIONS -> List.of(GraphPart.RELATIONS);
      case ADD_OBSERVATIONS -> List.of(GraphPart.GIVEN);
      case DELETE_OBSERVATIONS -> List.of(GraphPart.DELETED);
      case DELETE_ENTITIES, READ_GRAPH, SEARCH_NODES, OPEN_NODES -> List.of();
    };
  }

  /** The lists that an answer holds. */
  private List<GraphPart> shown() {
    return switch (this) {
      case CREATE_ENTITIES -> List.of(GraphPart.ENTITIES);
      case CREATE_RELATIONS -> List.of(GraphPart.RELATIONS);
      case ADD_OBSERVATIONS -> List.of(GraphPart.ADDED);
      case READ_GRAPH, SEARCH_NODES, OPEN_NODES -> List.of(GraphPart.ENTITIES, GraphPart.RELATIONS);
      case DELETE_ENTITIES, DELETE_OBSERVATIONS, DELETE_RELATIONS -> List.of();
    };
  }

  static Optional<GraphTool> of(ToolName tool) {
    return Stream.of(values()).filter(known -> known.word.equals(tool.value())).findFirst();
  }

  Effect effect() {
    return effect;
  }

  /** Whether it shows all that there is. */
  boolean showsAll() {
    return this == READ_GRAPH;
  }

  /** The entries that a call names. */
  Set<MemoryEntry> named(CallTool call) {
    Set<MemoryEntry> named = new HashSet<>();
    for (GraphPart part : given()) {
      call.arguments()
          .array(part.member())
          .ifPresent(list -> part.sifted(list, MemoryEntry.all(named)));
    }
    return named;
  }

  /** The names of entities that a call deletes, with all that is about them. */
  Set<String> deleted(CallTool call) {
    return this == DELETE_ENTITIES
        ? call.arguments().array("entityNames").stream()
            .flatMap(JsonArray::stream)
            .flatMap(
                name -> name instanceof JsonString text ? Stream.of(text.value()) : Stream.empty())
            .collect(Collectors.toSet())
        : Set.of();
  }

  /** What is kept of what it shows; empty if that is nothing which it could show. */
  Optional<Json> sifted(Json shows, Predicate<MemoryEntry> genuine) {
    return switch (shows) {
      case JsonArray list when shown().size() == 1 ->
          Optional.of(shown().getFirst().sifted(list, genuine));
      case JsonObject object when shown().stream().allMatch(part -> holds(object, part)) ->
          Optional.of(sifted(object, genuine));
      default -> Optional.empty();
    };
  }

  private static boolean holds(JsonObject object, GraphPart part) {
    return object.array(part.member()).isPresent();
  }

  private JsonObject sifted(JsonObject object, Predicate<MemoryEntry> genuine) {
    JsonObject clean = JsonObject.empty();
    for (GraphPart part : shown()) {
      JsonArray list = object.array(part.member()).orElseThrow();
      clean = clean.with(part.member(), part.sifted(list, genuine));
    }
    return clean;
  }

  /** Whether an answer says nothing of what is remembered: it is one of few texts. */
  boolean saysNothing(CallTool call, ToolResult answer) {
    Set<String> texts = says(call);
    return answer.content().stream().allMatch(block -> isText(block, texts))
        && answer.structuredContent().stream().allMatch(told -> tells(told, texts));
  }

  private static boolean isText(JsonObject block, Set<String> texts) {
    return Set.of("type", "text").containsAll(block.names())
        && block.string("text").filter(texts::contains).isPresent();
  }

  private static boolean tells(Json told, Set<String> texts) {
    return told instanceof JsonObject object
        && Set.of("success", "message").containsAll(object.names())
        && object.bool("success").isPresent()
        && object.string("message").filter(texts::contains).isPresent();
  }

  /** The texts of its answers that say nothing of what is remembered. */
  private Set<String> says(CallTool call) {
    return switch (this) {
      case DELETE_ENTITIES -> Set.of("Entities deleted successfully");
      case DELETE_OBSERVATIONS -> Set.of("Observations deleted successfully");
      case DELETE_RELATIONS -> Set.of("Relations deleted successfully");
      case ADD_OBSERVATIONS ->
          named(call).stream()
              .map(entry -> "Entity with name " + entry.about().getFirst() + " not found")
              .collect(Collectors.toSet());
      case CREATE_ENTITIES, CREATE_RELATIONS, READ_GRAPH, SEARCH_NODES, OPEN_NODES -> Set.of();
    };
  }
}
