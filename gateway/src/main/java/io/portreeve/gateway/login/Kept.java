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
    return settings.get(name).flatMap(sealed -> opened(name, sealed));
  }

  void put(String name, JsonObject content) {
    settings.put(name, sealed(name, content));
  }

  /** Puts newer content in the place of older; false, and nothing is put, if there is none. */
  boolean replace(String name, JsonObject content) {
    return settings.replace(name, sealed(name, content));
  }

  /** Removes it; gives what it was, if it was sealed by us. */
  Optional<JsonObject> remove(String name) {
    return settings.remove(name).flatMap(sealed -> opened(name, sealed));
  }

  private byte[] sealed(String name, JsonObject content) {
    return seal.seal(name, content).getBytes(StandardCharsets.US_ASCII);
  }

  private Optional<JsonObject> opened(String name, byte[] sealed) {
    return seal.open(name, new String(sealed, StandardCharsets.US_ASCII));
  }
}
