package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lists in which the reference memory server takes and shows parts of its graph. */
enum GraphPart {
  ENTITIES("entities") {
    @Override
    Optional<JsonObject> kept(JsonObject one, Predicate<MemoryEntry> genuine) {
      return both(one, "name", "entityType")
          .filter(is -> genuine.test(MemoryEntry.entity(is.getFirst(), is.getLast())))
          .flatMap(is -> one.array("observations").map(all -> clean(one, is, all, genuine)));
    }

    private JsonObject clean(
        JsonObject one, List<String> is, JsonArray all, Predicate<MemoryEntry> genuine) {
      JsonObject clean =
          JsonObject.empty()
              .with("name", is.getFirst())
              .with("entityType", is.getLast())
              .with("observations", observations(is.getFirst(), all, genuine));
      return typed(one, clean, "entity");
    }
  },
  RELATIONS("relations") {
    @Override
    Optional<JsonObject> kept(JsonObject one, Predicate<MemoryEntry> genuine) {
      return both(one, "from", "to")
          .flatMap(ends -> one.string("relationType").map(type -> clean(one, ends, type)))
          .filter(clean ->
              genuine.test(
                  MemoryEntry.relation(
                      clean.string("from").orElseThrow(),
                      clean.string("to").orElseThrow(),
                      clean.string("relationType").orElseThrow())));
    }

    private JsonObject clean(JsonObject one, List<String> ends, String type) {
      JsonObject clean =
          JsonObject.empty()
              .with("from", ends.getFirst())
              .with("to", ends.getLast())
              .with("relationType", type);
      return typed(one, clean, "relation");
    }
  },
  /** What a call adds to entities. */
  GIVEN("observations") {
    @Override
    Optional<JsonObject> kept(JsonObject one, Predicate<MemoryEntry> genuine) {
      return ofEntity(one, "contents", genuine);
    }
  },
  /** What was added to them. */
  ADDED("results") {
    @Override
    Optional<JsonObject> kept(JsonObject one, Predicate<MemoryEntry> genuine) {
      return ofEntity(one, "addedObservations", genuine);
    }
  },
  /** What a call deletes of entities. */
  DELETED("deletions") {
    @Override
    Optional<JsonObject> kept(JsonObject one, Predicate<MemoryEntry> genuine) {
      return ofEntity(one, "observations", genuine);
    }
  };

  private final String member;

  GraphPart(String member) {
    this.member = member;
  }

  /** The member that holds the list. */
  String member() {
    return member;
  }

  /** An element, built anew of what is kept of it; empty if nothing is. */
  abstract Optional<JsonObject> kept(JsonObject element, Predicate<MemoryEntry> genuine);

  /** What is kept of a list; what is no element of its kind is not. */
  JsonArray sifted(JsonArray list, Predicate<MemoryEntry> genuine) {
    return JsonArray.of(
        list.stream()
            .flatMap(one ->
                one instanceof JsonObject object ? kept(object, genuine).stream() : Stream.empty())
            .toList());
  }

  private static Optional<JsonObject> ofEntity(
      JsonObject one, String list, Predicate<MemoryEntry> genuine) {
    return one.string("entityName")
        .flatMap(name ->
            one.array(list)
                .map(all ->
                    JsonObject.empty()
                        .with("entityName", name)
                        .with(list, observations(name, all, genuine))));
  }

  private static JsonArray observations(String of, JsonArray all, Predicate<MemoryEntry> genuine) {
    return all.keepIf(text ->
        text instanceof JsonString said && genuine.test(MemoryEntry.observation(of, said.value())));
  }

  private static Optional<List<String>> both(JsonObject one, String first, String second) {
    return one.string(first).flatMap(a -> one.string(second).map(b -> List.of(a, b)));
  }

  /** Older servers show their lines as they lie in the file, with what kind of line it is. */
  private static JsonObject typed(JsonObject line, JsonObject clean, String type) {
    return line.string("type").filter(type::equals).isPresent() ? clean.with("type", type) : clean;
  }
}
