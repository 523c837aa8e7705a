package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The references of a schema. Each leads to one place within it, and none comes back to itself
 * without going into the value; all else is refused.
 *
 * <p>Takes time in proportion to the schema, however its references are entangled.
 */
final class SchemaReferences {
  private final JsonObject root;
  private final LocalReference local;
  private final String identifier;
  private final Map<String, Json> targets = new HashMap<>();

  /** Which references a reference leads to while the value stays the same. */
  private final Map<String, Set<String>> inPlace = new HashMap<>();

  private final Deque<String> unread = new ArrayDeque<>();

  private SchemaReferences(JsonObject root) {
    this.root = root;
    this.local = LocalReference.within(root);
    this.identifier =
        root.string("$schema").filter(SchemaReferences::calledId).isPresent() ? "id" : "$id";
  }

  /** The first drafts had no dollar sign before it. */
  private static boolean calledId(String dialect) {
    return dialect.contains("/draft-03/") || dialect.contains("/draft-04/");
  }

  static SchemaReferences of(JsonObject root) throws SchemaFault {
    SchemaReferences references = new SchemaReferences(root);
    references.read(root, new Reader(references, new HashSet<>(), true));
    while (!references.unread.isEmpty()) {
      String reference = references.unread.remove();
      Set<String> next = new LinkedHashSet<>();
      references.inPlace.put(reference, next);
      references.read(references.target(reference), new Reader(references, next, true));
    }
    references.refuseLoops();
    return references;
  }

  /** What a reference that the schema holds leads to. */
  Json target(String reference) throws SchemaFault {
    Json target = targets.get(reference);
    if (target == null) {
      throw new SchemaFault("a reference leads nowhere");
    }
    return target;
  }

  private void read(Json schema, Reader reader) throws SchemaFault {
    switch (schema) {
      case JsonObject object -> {
        refuseOwnName(object);
        SchemaParts.visit(object, reader);
      }
      case JsonArray array -> {
        for (Json element : array) {
          read(element, reader);
        }
      }
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> {}
    }
  }

  /** A part with a name of its own would change what the references in it mean. */
  @SuppressWarnings("ReferenceEquality") // an equal part elsewhere is not the whole
  private void refuseOwnName(JsonObject schema) throws SchemaFault {
    if (schema != root && schema.string(identifier).isPresent()) {
      throw new SchemaFault("a part of the schema has an identifier of its own");
    }
  }

  private void found(String reference) throws SchemaFault {
    if (!targets.containsKey(reference)) {
      targets.put(reference, local.find(reference));
      unread.add(reference);
    }
  }

  private void refuseLoops() throws SchemaFault {
    Set<String> done = new HashSet<>();
    for (String reference : inPlace.keySet()) {
      follow(reference, new HashSet<>(), done);
    }
  }

  private void follow(String reference, Set<String> path, Set<String> done) throws SchemaFault {
    if (!path.add(reference)) {
      throw new SchemaFault("a reference leads back to itself");
    }
    for (String next : inPlace.getOrDefault(reference, Set.of())) {
      if (!done.contains(next)) {
        follow(next, path, done);
      }
    }
    path.remove(reference);
    done.add(reference);
  }

  /** Notes the references of one schema; {@code here} while the value is still the same. */
  private record Reader(SchemaReferences references, Set<String> next, boolean here)
      implements SchemaParts.Visitor {
    @Override
    public void reference(String to) throws SchemaFault {
      references.found(to);
      if (here) {
        next.add(to);
      }
    }

    @Override
    public void subschema(Json schema, boolean inPlace) throws SchemaFault {
      references.read(schema, new Reader(references, next, here && inPlace));
    }

    @Override
    public void definition(Json schema) throws SchemaFault {
      subschema(schema, false);
    }

    @Override
    public void pattern(String regex) {}

    @Override
    public void data(int values) {}

    @Override
    public void distinct() {}
  }
}
