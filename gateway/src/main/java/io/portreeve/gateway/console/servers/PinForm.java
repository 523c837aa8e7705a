package io.portreeve.gateway.console.servers;

import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;

import io.portreeve.gateway.pages.GivenForm;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.Pins;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operator says of a version of a definition, and the form he says it with.
 *
 * @param pin the version
 * @param beside the version that it was shown beside
 */
record PinForm(Pin pin, Optional<Pin> beside) {
  private static final int PARTS = 5;

  /** What a form is about: this version, while that one is the approved one. */
  String subject() {
    PinName name = pin.name();
    return Stream.of(
            name.server(),
            name.kind(),
            name.name(),
            pin.digest().hex(),
            beside.map(Pin::digest).map(Digest::hex).orElse(""))
        .map(PinForm::encoded)
        .collect(Collectors.joining("/"));
  }

  /**
   * The version that a form is about; empty if there is none, or none that is open, or another one
   * is approved than when the form was given.
   */
  static Optional<PinForm> of(Pins pins, String subject) {
    String[] parts = subject.split("/", -1);
    return parts.length == PARTS && !parts[0].isBlank() && !parts[1].isBlank()
        ? of(pins, new PinName(decoded(parts[0]), decoded(parts[1]), decoded(parts[2])), subject)
        : Optional.empty();
  }

  private static Optional<PinForm> of(Pins pins, PinName name, String subject) {
    Optional<Pin> approved = pins.approved(name);
    return pins.versions(name).stream()
        .filter(DefinitionText::isOpen)
        .map(pin -> new PinForm(pin, approved))
        .filter(form -> form.subject().equals(subject))
        .findFirst();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
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
  Html shown(GivenForm given) {
    return given.about(subject(), tag("div").with("class", "answer").holding(buttons()));
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
