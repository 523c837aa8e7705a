package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Pin;
import io.portreeve.mcp.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How a version of a definition is shown. */
final class PinReport {
  static final List<String> HEAD =
      List.of("SERVER", "KIND", "NAME", "STATE", "VERSION", "SEEN", "SEEN BY", "DECIDED BY");

  private static final int SHORT = 12;

  private PinReport() {}

  /** Enough of a version's digest to tell it from others. */
  static String version(Digest digest) {
    return digest.hex().substring(0, SHORT);
  }

  static List<String> row(Pin pin) {
    return List.of(
        pin.name().server(),
        pin.name().kind(),
        Shown.of(pin.name().name()),
        state(pin),
        version(pin.digest()),
        pin.seen().truncatedTo(ChronoUnit.SECONDS).toString(),
        Shown.of(pin.seenBy()),
        Shown.of(pin.decidedBy().orElse("-")));
  }

  /** The word that the options of the commands have for it. */
  private static String state(Pin pin) {
    return switch (pin.state()) {
      case PENDING -> "waiting";
      case QUARANTINED -> "waiting, changed";
      case APPROVED, SUPERSEDED -> Forms.word(pin.state());
    };
  }

  static JsonObject json(Pin pin) {
    JsonObject json =
        JsonObject.empty()
            .with("server", pin.name().server())
            .with("kind", pin.name().kind())
            .with("name", pin.name().name())
            .with("state", Forms.word(pin.state()))
            .with("version", pin.digest().hex())
            .with("seen", pin.seen().toString())
            .with("seenBy", pin.seenBy());
    return pin.decidedBy().map(by -> json.with("decidedBy", by)).orElse(json);
  }
}
