package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Weighs a schema without evaluating it; gives up on what could not be evaluated safely. */
final class SchemaScale {
  private static final int LONGEST = 256 * 1024;
  private static final int MOST_EXPANDED = 20_000;
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  /** Keywords that apply a schema to the very same value, so that a loop of them never ends. */
  private static final Set<String> IN_PLACE =
      Set.of(
          "allOf",
          "anyOf",
          "oneOf",
          "not",
          "if",
          "then",
          "else",
          "dependentSchemas",
          "dependencies");

  private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

  private final JsonObject root;
  private final Map<String, Long> weights = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Set<String> followed = new HashSet<>();
  private int recursive;

  private SchemaScale(JsonObject root) {
    this.root = root;
  }

  static SchemaWeight weigh(JsonObject schema) throws SchemaFault {
    if (schema.toBytes().length > LONGEST) {
      throw new SchemaFault("the schema is too long");
    }
    SchemaScale scale = new SchemaScale(schema);
    scale.refuseLoops(schema, new HashSet<>());
    return new SchemaWeight(scale.weight(schema), scale.recursive);
  }

  private long weight(Json schema) throws SchemaFault {
    long sum = 1;
    switch (schema) {
      case JsonObject object -> {
        for (JsonMember member : object) {
          sum += weight(member);
          bound(sum);
        }
      }
      case JsonArray array -> {
        for (Json element : array) {
          sum += weight(element);
          bound(sum);
        }
      }
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> {}
    }
    return sum;
  }

  private long weight(JsonMember member) throws SchemaFault {
    if (DATA.contains(member.name())) {
      return 1;
    }
    if (REFERENCES.contains(member.name()) && member.value() instanceof JsonString reference) {
      return referred(reference.value());
    }
    return weight(member.value());
  }

  private long referred(String reference) throws SchemaFault {
    Long known = weights.get(reference);
    if (known != null) {
      return known;
    }
    if (!open.add(reference)) {
      recursive++;
      return 1;
    }
    long weight = weight(target(reference));
    open.remove(reference);
    weights.put(reference, weight);
    return weight;
  }

  private static void bound(long sum) throws SchemaFault {
    if (sum > MOST_EXPANDED) {
      throw new SchemaFault("the schema expands beyond the budget");
    }
  }

  /** A reference that comes back to itself without going into the value would never end. */
  private void refuseLoops(Json schema, Set<String> path) throws SchemaFault {
    switch (schema) {
      case JsonObject object -> {
        for (JsonMember member : object) {
          refuseLoops(member, path);
        }
      }
      case JsonArray array -> {
        for (Json element : array) {
          refuseLoops(element, path);
        }
      }
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> {}
    }
  }

  private void refuseLoops(JsonMember member, Set<String> path) throws SchemaFault {
    if (DATA.contains(member.name())) {
      return;
    }
    if (REFERENCES.contains(member.name()) && member.value() instanceof JsonString reference) {
      follow(reference.value(), path);
    } else if (IN_PLACE.contains(member.name())) {
      refuseLoops(member.value(), path);
    } else {
      refuseLoops(member.value(), new HashSet<>());
    }
  }

  private void follow(String reference, Set<String> path) throws SchemaFault {
    if (path.contains(reference)) {
      throw new SchemaFault("a reference leads back to itself");
    }
    if (path.isEmpty() && !followed.add(reference)) {
      return;
    }
    Set<String> longer = new HashSet<>(path);
    longer.add(reference);
    refuseLoops(target(reference), longer);
  }

  private Json target(String reference) throws SchemaFault {
    if (!reference.startsWith("#")) {
      throw new SchemaFault("a reference leads outside the schema");
    }
    return LocalReference.find(root, reference.substring(1))
        .orElseThrow(() -> new SchemaFault("a reference leads nowhere"));
  }
}
