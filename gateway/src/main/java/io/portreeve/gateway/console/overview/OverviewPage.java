package io.portreeve.gateway.console.overview;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.console.decisions.Decided;
import io.portreeve.gateway.console.decisions.Ledger;
import io.portreeve.gateway.console.decisions.Window;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.Approvals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows how it goes, at a glance. */
public final class OverviewPage implements ConsolePage {
  static final String PATH = "/console/overview";
  static final String FOR = "for";

  private final Ledger ledger;
  private final Approvals approvals;
  private final List<String> servers;
  private final Function<String, OptionalLong> up;
  private final InstantSource clock;

  /**
   * Of this ledger.
   *
   * @param servers their ids
   * @param up 1 if a server answered when it was asked last, 0 if it failed; empty before that
   */
  public OverviewPage(
      Ledger ledger,
      Approvals approvals,
      List<String> servers,
      Function<String, OptionalLong> up,
      InstantSource clock) {
    this.ledger = ledger;
    this.approvals = approvals;
    this.servers = List.copyOf(servers);
    this.up = up;
    this.clock = clock;
  }

  @Override
  public Place place() {
    return Place.inMenu(PATH, "Overview", ConsoleRole.VIEWER);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    Instant now = clock.instant();
    List<Decided> known = ledger.newest();
    Lately lately = Lately.of(window(query), now, known);
    OverviewText text = new OverviewText(lately, approvals.waiting(now).size(), servers, up);
    return Shown.of("Overview", text.of(cut(lately, known)));
  }

  /** Since when all are known, if what is older may be missing from the picture. */
  private Optional<Instant> cut(Lately lately, List<Decided> known) {
    boolean whole = !ledger.isCut() || lately.all().size() < known.size();
    Instant since = known.isEmpty() ? lately.now() : known.getLast().at();
    return Optional.of(since).filter(_ -> !whole);
  }

  private static Window window(Parameters query) {
    return Stream.of(Window.values())
        .filter(one -> query.get(FOR).filter(Forms.word(one)::equals).isPresent())
        .findFirst()
        .orElse(Window.HOUR);
  }

  @Override
  public Optional<String> state(Visit visit, Parameters query) {
    List<Decided> known = ledger.newest();
    long ended = known.stream().filter(one -> one.outcome().isPresent()).count();
    long newest = known.isEmpty() ? 0 : known.getFirst().number();
    int waiting = approvals.waiting(clock.instant()).size();
    String answering =
        servers.stream().map(id -> up.apply(id).toString()).collect(Collectors.joining(" "));
    return Optional.of(newest + " " + ended + " " + waiting + " " + answering);
  }
}
