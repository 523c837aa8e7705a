package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.scan.definition.Offered;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Pins;
import io.portreeve.gateway.store.Sighted;
import io.portreeve.gateway.store.TooManyDefinitions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pins what a look saw of a server, as approved by whoever agreed to it: what the server shows
 * otherwise at its first start is drift. What was decided of it before stays as it is, and what
 * nobody can read is approved by nobody.
 */
record WrapPins(Terminal terminal) {
  private static final String LOOKING = "portreeve wrap";

  /** Whether they could be kept, of which none is if there are too many. */
  boolean keep(Configuration profile, List<Offered> seen) {
    if (seen.isEmpty()) {
      return true;
    }
    Instant now = terminal.clock().instant();
    try (OpenStore open = OpenStore.of(profile, terminal)) {
      Pins pins = open.store().pins();
      pins.sight(shown(seen), new Look(LOOKING, now)).values().stream()
          .filter(pin -> pin.state() == PinState.PENDING)
          .forEach(pin -> approve(pins, pin, now));
      return true;
    } catch (TooManyDefinitions full) {
      return false;
    }
  }

  private void approve(Pins pins, Pin pin, Instant now) {
    String by = terminal.user().orElse("unknown") + ", at the wrap";
    var _ = pins.approve(pin.name(), pin.digest(), by, now);
  }

  private static Map<PinName, String> shown(List<Offered> seen) {
    Map<PinName, String> shown = new LinkedHashMap<>();
    seen.stream()
        .map(Offered::sighted)
        .filter(Sighted::isReadable)
        .forEach(one -> shown.put(one.name(), one.text()));
    return shown;
  }
}
