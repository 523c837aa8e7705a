package io.portreeve.gateway.console.servers;

import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;

import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.Pins;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operator says of a version of a definition, and the form he says it with.
 *
 * @param pin the version
 * @param beside the version that it was shown beside
 */
record PinForm(Pin pin, Optional<Pin> beside) {
  /** For what a form is good: a word about this version, while that one is the approved one. */
  String purpose() {
    PinName name = pin.name();
    return String.join(
        "\n",
        "definition",
        name.server(),
        name.kind(),
        name.name(),
        pin.digest().hex(),
        beside.map(Pin::digest).map(Digest::hex).orElse(""));
  }

  /**
   * The version that a form is about; empty if there is none, or none that is open.
   *
   * @param query of the address it was sent to: a field of a form would not keep every name
   */
  static Optional<PinForm> of(Pins pins, Parameters query, Parameters form) {
    return name(query)
        .flatMap(name ->
            pins.versions(name).stream()
                .filter(pin -> form.get("version").filter(pin.digest().hex()::equals).isPresent())
                .filter(DefinitionText::isOpen)
                .findFirst()
                .map(pin -> new PinForm(pin, pins.approved(name))));
  }

  /** The definition that a query names. */
  static Optional<PinName> name(Parameters query) {
    return query
        .get("server")
        .filter(server -> !server.isBlank())
        .flatMap(server ->
            query
                .get("kind")
                .filter(kind -> !kind.isBlank())
                .map(kind -> new PinName(server, kind, query.get("name").orElse(""))));
  }

  /** What to say it with. */
  Html shown(String token) {
    List<Html> parts = new ArrayList<>();
    parts.add(hidden("version", pin.digest().hex()));
    parts.add(hidden("token", token));
    parts.add(tag("div").with("class", "answer").holding(buttons()));
    return tag("form")
        .with("method", "post")
        .with("action", Addresses.definition(pin.name()))
        .holding(parts);
  }

  private List<Html> buttons() {
    if (!PinWords.waits(pin)) {
      return List.of(
          button("refuse", "Keep it out from now on", "no"),
          paragraph("Calls of it are refused until somebody approves a version."));
    }
    Html approve = button("approve", "Approve this version", "");
    Html refuse = button("refuse", "Keep it out", "no");
    return beside.isEmpty()
        ? List.of(approve, refuse)
        : List.of(approve, button("beside", "Approve, and leave the other approved", ""), refuse);
  }

  private static Html button(String word, String text, String look) {
    return tag("button").with("name", "word").with("value", word).with("class", look).holding(text);
  }

  private static Html hidden(String name, String value) {
    return tag("input").with("type", "hidden").with("name", name).with("value", value).alone();
  }

  /** Does what the word of the form says; false if it says nothing that can be done. */
  boolean say(Pins pins, String word, String by, Instant now) {
    Optional<Pin> said =
        switch (word) {
          case "approve" -> pins.approve(pin.name(), pin.digest(), by, now);
          case "beside" -> pins.approveBeside(pin.name(), pin.digest(), by, now);
          case "refuse" -> pins.quarantine(pin.name(), pin.digest(), by, now);
          default -> Optional.empty();
        };
    return said.isPresent();
  }
}
