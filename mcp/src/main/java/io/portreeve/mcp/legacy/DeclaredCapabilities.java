package io.portreeve.mcp.legacy;

import io.portreeve.mcp.ClientCapabilities;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;

/**
 * What we declare to a stateful server on behalf of a client, in one of few canonical forms.
 *
 * <p>A server shows and does different things for different declarations, so equal declarations,
 * and no others, may share a session. Only what the gateway can carry is declared: no tasks, no
 * extensions, no experiments, no notice of changed roots.
 */
public record DeclaredCapabilities(
    boolean roots,
    boolean sampling,
    boolean samplingContext,
    boolean samplingTools,
    boolean formElicitation,
    boolean urlElicitation) {

  /** What this client can do, and roots if we have some of our own to answer with. */
  public static DeclaredCapabilities of(ClientCapabilities client, boolean ownRoots) {
    boolean context =
        client.json().object("sampling").filter(sampling -> sampling.has("context")).isPresent();
    return new DeclaredCapabilities(
        ownRoots || client.roots(),
        client.sampling(),
        context,
        client.samplingTools(),
        client.formElicitation(),
        client.urlElicitation());
  }

  /** Nothing at all. */
  public static DeclaredCapabilities none() {
    return new DeclaredCapabilities(false, false, false, false, false, false);
  }

  /**
   * The {@code capabilities} of an {@code initialize}; older servers skip what they do not know.
   */
  public JsonObject toJson() {
    JsonObjectBuilder json = JsonObject.builder();
    if (roots) {
      json.put("roots", JsonObject.empty());
    }
    if (sampling) {
      json.put("sampling", flags("context", samplingContext, "tools", samplingTools));
    }
    if (formElicitation || urlElicitation) {
      json.put("elicitation", flags("form", formElicitation, "url", urlElicitation));
    }
    return json.build();
  }

  private static JsonObject flags(String one, boolean hasOne, String other, boolean hasOther) {
    JsonObject flags = hasOne ? JsonObject.of(one, JsonObject.empty()) : JsonObject.empty();
    return hasOther ? flags.with(other, JsonObject.empty()) : flags;
  }
}
