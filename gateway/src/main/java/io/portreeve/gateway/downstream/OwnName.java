package io.portreeve.gateway.downstream;

import io.portreeve.mcp.json.JsonObject;

/** Who we say we are, where a server does not say who it is. */
final class OwnName {
  static final JsonObject INSTANCE =
      JsonObject.builder().put("name", "portreeve").put("version", "0.1.0").build().inOnePiece();

  private OwnName() {}
}
