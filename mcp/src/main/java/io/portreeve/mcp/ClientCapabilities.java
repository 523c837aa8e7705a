package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** What the client declared that it can do, on this request and for this request only. */
public record ClientCapabilities(JsonObject json) {
  public static final ClientCapabilities NONE = new ClientCapabilities(JsonObject.empty());

  public boolean roots() {
    return json.object("roots").isPresent();
  }

  public boolean sampling() {
    return json.object("sampling").isPresent();
  }

  public boolean samplingTools() {
    return json.object("sampling").filter(sampling -> sampling.has("tools")).isPresent();
  }

  /** Whether a sampling may come with what other servers said. */
  public boolean samplingContext() {
    return json.object("sampling").filter(sampling -> sampling.has("context")).isPresent();
  }

  /** Form mode: an empty {@code elicitation} object means form only. */
  public boolean formElicitation() {
    return json.object("elicitation")
        .filter(modes -> modes.size() == 0 || modes.has("form"))
        .isPresent();
  }

  public boolean urlElicitation() {
    return json.object("elicitation").filter(modes -> modes.has("url")).isPresent();
  }

  public boolean extension(String name) {
    return json.object("extensions").filter(names -> names.has(name)).isPresent();
  }
}
