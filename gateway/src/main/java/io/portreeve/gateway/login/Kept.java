package io.portreeve.gateway.login;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.store.Settings;
import io.portreeve.mcp.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What must survive a restart and is secret: sealed under a key that lies outside the store, each
 * under its own name, so that none can stand in for another.
 */
final class Kept {
  private final Settings settings;
  private final Seal seal;

  Kept(Settings settings, Seal seal) {
    this.settings = settings;
    this.seal = seal;
  }

  /** What is there and was sealed by us for this name. */
  Optional<JsonObject> get(String name) {
    return settings
        .get(name)
        .flatMap(sealed -> seal.open(name, new String(sealed, StandardCharsets.US_ASCII)));
  }

  void put(String name, JsonObject content) {
    settings.put(name, seal.seal(name, content).getBytes(StandardCharsets.US_ASCII));
  }

  void remove(String name) {
    var _ = settings.remove(name);
  }
}
