package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.HashSet;
import java.util.Set;

/**
 * Weighs a schema without evaluating it; gives up on what could not be evaluated safely.
 *
 * <p>Every reference is written out each time that it occurs, so the weighing itself costs no more
 * than the budget.
 */
final class SchemaScale implements SchemaParts.Visitor {
  private static final int LONGEST = 256 * 1024;
  private static final long MOST_EXPANDED = 20_000;

  private final SchemaReferences references;
  private final Set<String> open = new HashSet<>();
  private long expanded;
  private long patterns;
  private int recursive;
  private int distinct;

  private SchemaScale(SchemaReferences references) {
    this.references = references;
  }

  static SchemaWeight weigh(JsonObject schema) throws SchemaFault {
    if (schema.toBytes().length > LONGEST) {
      throw new SchemaFault("the schema is too long");
    }
    SchemaScale scale = new SchemaScale(SchemaReferences.of(schema));
    scale.subschema(schema, true);
    return new SchemaWeight(scale.expanded, scale.recursive, scale.patterns, scale.distinct);
  }

  @Override
  public void subschema(Json schema, boolean inPlace) throws SchemaFault {
    add(1);
    switch (schema) {
      case JsonObject object -> SchemaParts.visit(object, this);
      case JsonArray array -> {
        for (Json element : array) {
          subschema(element, inPlace);
        }
      }
      case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ -> {}
    }
  }

  @Override
  public void reference(String to) throws SchemaFault {
    if (!open.add(to)) {
      recursive++;
      add(1);
      return;
    }
    subschema(references.target(to), true);
    open.remove(to);
  }

  @Override
  public void definition(Json schema) {}

  @Override
  public void pattern(String regex) throws SchemaFault {
    long size = PatternScale.size(regex);
    patterns += size;
    add(size);
  }

  @Override
  public void data(int values) throws SchemaFault {
    add(values);
  }

  @Override
  public void distinct() {
    distinct++;
  }

  private void add(long weight) throws SchemaFault {
    expanded += weight;
    if (expanded > MOST_EXPANDED) {
      throw new SchemaFault("the schema expands beyond the budget");
    }
  }
}
