package io.portreeve.gateway.console.findings;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.GivenForm;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.store.Acceptances;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** What scans found. An operator accepts what may stay. */
public final class FindingsPage implements ConsolePage {
  private final FindingViews views;
  private final InstantSource clock;

  /**
   * The page.
   *
   * @param ended when the last scan ended; empty if none did yet
   * @param found what scans found, as far as they know now
   */
  public FindingsPage(
      Supplier<Optional<Instant>> ended,
      Supplier<Collection<Finding>> found,
      Acceptances acceptances,
      InstantSource clock) {
    this.views = new FindingViews(ended, found, acceptances);
    this.clock = clock;
  }

  @Override
  public Place place() {
    return Place.inMenu(FindingViews.ADDRESS, "Findings", ConsoleRole.VIEWER);
  }

  @Override
  public ConsoleRole sends() {
    return ConsoleRole.OPERATOR;
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    GivenForm given = (subject, fields) -> visit.form(place().path(), subject, fields);
    return Shown.of(
        "Findings", views.shown(query, Optional.of(given).filter(_ -> visit.may(sends()))));
  }

  @Override
  public Done submit(Visit visit, String subject, Parameters form) {
    FindingViews.Said said =
        switch (form.get("word").orElse("")) {
          case "accept" -> views.accept(subject, form, visit.principal(), clock.instant());
          case "withdraw" -> views.withdraw(subject, visit.principal(), clock.instant());
          default -> FindingViews.Said.NOTHING;
        };
    return switch (said) {
      case DONE -> new Done.Moved(place().path());
      case NO_REASON -> undone(400, "Say why it may stay: the reason is kept, with your name.");
      case NOTHING -> undone(409, "That finding is gone, or somebody was here before you.");
    };
  }

  private static Done undone(int status, String why) {
    return new Done.Answered(new Shown(status, "Nothing was done", Html.paragraph(why)));
  }
}
