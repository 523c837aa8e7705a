package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** The server ended the stream of notifications in good order. */
public record ListenResult(JsonObject json) implements Result {

  @Override
  public ListenResult withJson(JsonObject replacement) {
    return new ListenResult(replacement);
  }
}
