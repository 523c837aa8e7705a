package io.portreeve.testkit.model;

import io.portreeve.mcp.json.JsonNumber;

/** How many tokens every request and answer has. */
final class Counts {
  static final JsonNumber IN = JsonNumber.of(31);
  static final JsonNumber OUT = JsonNumber.of(11);
  static final JsonNumber ALL = JsonNumber.of(42);

  private Counts() {}
}
