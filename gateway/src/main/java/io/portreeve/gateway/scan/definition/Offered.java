package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.Sighted;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/**
 * A definition as a server sends it, or sent it.
 *
 * @param server the configured id of the server
 * @param name its name on that server
 * @param standing how it stands to what was approved
 */
public record Offered(String server, Kind kind, String name, Json json, Standing standing) {
  /** How a definition stands to what was approved. */
  public enum Standing {
    /** It is the approved one. */
    APPROVED,
    /** Nothing was approved under its name. */
    NEW,
    /** Another one was approved under its name. */
    CHANGED
  }

  /** How a finding calls it. */
  public String subject() {
    return PinName.word(kind) + " " + name;
  }

  /** As pins know it. */
  public Sighted sighted() {
    return Sighted.of(server, kind, name, json);
  }

  /** Tells this version from every other. */
  public Digest version() {
    return version(json);
  }

  /** Tells this definition from every other. */
  static Digest version(Json json) {
    return Digest.sha256(Sighted.text(json));
  }

  /** Its members; empty if it is a bare text. */
  public Optional<JsonObject> object() {
    return json instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** Whether it is a tool. */
  public boolean isTool() {
    return kind == Kind.TOOL;
  }
}
