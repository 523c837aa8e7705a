package io.portreeve.gateway.console.decisions;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.Digest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lists the newest decisions, those that somebody searches for. */
public final class DecisionsPage implements ConsolePage {
  static final String PATH = "/console/decisions";
  static final int SHOWN = 100;

  private final Ledger ledger;
  private final List<String> servers;
  private final InstantSource clock;

  /**
   * Of this ledger.
   *
   * @param servers those that can be chosen
   */
  public DecisionsPage(Ledger ledger, List<String> servers, InstantSource clock) {
    this.ledger = ledger;
    this.servers = List.copyOf(servers);
    this.clock = clock;
  }

  @Override
  public Place place() {
    return Place.inMenu(PATH, "Decisions", ConsoleRole.VIEWER);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    DecisionFilter filter = DecisionFilter.of(query);
    List<Decided> all = ledger.newest();
    List<Decided> found = filter.of(all, clock.instant());
    return Shown.of("Decisions", new DecisionsText(filter, servers, ledger.isCut()).of(found, all));
  }

  @Override
  public Optional<String> state(Visit visit, Parameters query) {
    List<Decided> found = DecisionFilter.of(query).of(ledger.newest(), clock.instant());
    String shown =
        found.stream()
            .limit(SHOWN)
            .map(one -> one.number() + " " + one.outcome().isPresent())
            .collect(Collectors.joining("\n"));
    return Optional.of(Digest.sha256(shown).hex());
  }
}
