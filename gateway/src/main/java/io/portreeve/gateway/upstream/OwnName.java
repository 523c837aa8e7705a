package io.portreeve.gateway.upstream;

import io.portreeve.mcp.json.JsonObject;

/** Who we say we are to servers: ourselves, not the client, whose name is its own affair. */
final class OwnName {
  static final JsonObject IMPLEMENTATION =
      JsonObject.empty().with("name", "portreeve").with("version", "0.1.0").inOnePiece();

  private OwnName() {}
}
