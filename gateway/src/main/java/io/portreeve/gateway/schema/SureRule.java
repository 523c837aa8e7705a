package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.JsonLayout;

/** One thing that a schema says of a value, seen where the value lies. */
@FunctionalInterface
interface SureRule {
  /** Whether what lies at {@code value} surely keeps the rule. */
  boolean takes(JsonLayout text, int value);
}
