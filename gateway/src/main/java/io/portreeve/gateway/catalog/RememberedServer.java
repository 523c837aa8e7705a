package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the store remembers of one server's definitions. What the server would show now, it does not
 * know.
 *
 * @param pins every version of every definition, by kind and name, oldest first
 */
public record RememberedServer(List<Pin> pins) {
  public RememberedServer {
    pins = List.copyOf(pins);
  }

  /** Each definition of a kind: the version that may be used, or else the one that was new last. */
  public List<Pin> current(Kind kind) {
    Map<PinName, Pin> current = new LinkedHashMap<>();
    for (Pin pin : pins) {
      if (pin.name().isOf(kind)) {
        current.merge(pin.name(), pin, RememberedServer::current);
      }
    }
    return List.copyOf(current.values());
  }

  private static Pin current(Pin older, Pin newer) {
    return older.state() == PinState.APPROVED ? older : newer;
  }

  /** The versions of one definition that wait for a decision. */
  public List<Pin> waiting(PinName name) {
    return pins.stream()
        .filter(pin -> pin.name().equals(name))
        .filter(pin -> pin.state() == PinState.PENDING || pin.state() == PinState.QUARANTINED)
        .toList();
  }

  /** The tools, each in its current version. */
  public List<Tool> tools() {
    return current(Kind.TOOL).stream().map(pin -> new Tool((JsonObject) json(pin))).toList();
  }

  /** The definition itself. */
  public static Json json(Pin pin) {
    try {
      byte[] text = pin.canonical().getBytes(StandardCharsets.UTF_8);
      return JsonReader.read(text, JsonLimits.defaults());
    } catch (JsonRefused refused) {
      throw new IllegalStateException("a pinned definition is JSON", refused);
    }
  }
}
