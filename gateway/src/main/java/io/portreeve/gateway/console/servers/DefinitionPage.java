package io.portreeve.gateway.console.servers;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.GivenForm;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.Pins;
import java.time.InstantSource;
import java.util.Optional;

/** One definition: what waits of it beside what is approved. An operator decides on it here. */
record DefinitionPage(ServerViews views, Pins pins, InstantSource clock) implements ConsolePage {
  @Override
  public Place place() {
    return Place.behind(Addresses.DEFINITION, ConsoleRole.VIEWER);
  }

  @Override
  public ConsoleRole sends() {
    return ConsoleRole.OPERATOR;
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    GivenForm given = (subject, fields) -> visit.form(place().path(), subject, fields);
    return views
        .definition(query, Optional.of(given).filter(_ -> visit.may(sends())))
        .map(body -> Shown.of("Definition", body))
        .orElseGet(Shown::missing);
  }

  @Override
  public Done submit(Visit visit, String subject, Parameters form) {
    Optional<PinForm> about = PinForm.of(pins, subject);
    boolean said =
        about
            .filter(
                it -> it.say(pins, form.get("word").orElse(""), visit.principal(), clock.instant()))
            .isPresent();
    return said
        ? new Done.Moved(Addresses.definition(about.orElseThrow().pin().name()).text())
        : new Done.Answered(
            new Shown(
                409,
                "Nothing was done",
                Html.paragraph(
                    "That version is gone, or another one was approved since you looked at it."
                        + " Open the definition anew.")));
  }
}
