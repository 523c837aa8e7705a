package io.portreeve.gateway.console.decisions;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.denial.Denials;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.PageAddress;
import io.portreeve.gateway.pages.Parameters;
import java.util.Optional;

/** Shows why one decision was as it was. */
public final class WhyPage implements ConsolePage {
  private static final String PATH = DecisionsPage.PATH + "/one";
  private static final String NUMBER = "number";

  private final Ledger ledger;
  private final Denials denials;

  public WhyPage(Ledger ledger, Denials denials) {
    this.ledger = ledger;
    this.denials = denials;
  }

  static String address(long number) {
    return PageAddress.of(PATH).with(NUMBER, Long.toString(number)).text();
  }

  @Override
  public Place place() {
    return Place.behind(PATH, ConsoleRole.VIEWER);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    return decided(query)
        .map(one -> Shown.of("Why", new WhyText(one, denials).of(visit.may(ConsoleRole.AUDITOR))))
        .orElseGet(() ->
            new Shown(
                404,
                "Not here",
                Html.paragraph(
                    "It is not among the newest decisions. `portreeve audit show` has all.")));
  }

  private Optional<Decided> decided(Parameters query) {
    return query
        .get(NUMBER)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .flatMap(text -> ledger.find(Long.parseLong(text)));
  }

  /** What came of it may come later. */
  @Override
  public Optional<String> state(Visit visit, Parameters query) {
    return decided(query).map(one -> one.outcome().isPresent() ? "ended" : "open");
  }
}
