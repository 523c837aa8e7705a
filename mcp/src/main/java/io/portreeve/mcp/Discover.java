package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** Asks what the server is and offers. A legacy {@code initialize} becomes one, too. */
public record Discover(JsonObject params) implements Request {
  public static final String METHOD = "server/discover";

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public Discover withParams(JsonObject replacement) {
    return new Discover(replacement);
  }
}
