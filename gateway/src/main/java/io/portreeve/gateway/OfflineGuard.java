package io.portreeve.gateway;

import io.portreeve.controls.chain.Ports;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.controls.indirectpromptinjection.ServerClassifiers;
import io.portreeve.gateway.catalog.PinnedDefinitions;
import io.portreeve.gateway.catalog.PredictedSightings;
import io.portreeve.gateway.catalog.RememberedLists;
import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.FirstSeen;
import io.portreeve.gateway.config.FlowMode;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.gateway.relations.Related;
import io.portreeve.gateway.scan.KeptQuarantine;
import io.portreeve.gateway.scan.definition.HeldDefinitions;
import io.portreeve.gateway.scan.definition.KeptOffers;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.Relations;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.ServerFindings;
import io.portreeve.guard.UsageLimits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The controls of a configuration with no server behind them: what they must know of servers comes
 * from the store, usage is not counted, and nothing is noted anywhere.
 */
final class OfflineGuard {
  private final Optional<Store> store;
  private final Related related;
  private final PinnedDefinitions definitions;
  private final Guard guard;
  private final List<String> notes = new ArrayList<>();

  OfflineGuard(Configuration configuration, Optional<Store> store, InstantSource clock)
      throws PolicyFault {
    this.store = store;
    note(configuration);
    this.related =
        store.map(open -> ControlPorts.related(configuration, open)).orElseGet(Related::none);
    this.definitions =
        new PinnedDefinitions(
            new PredictedSightings(this::versions),
            configuration.pinning().firstSeen() == FirstSeen.APPROVE,
            new RememberedLists(this::remembered, this::definitions, notes::add),
            clock,
            exchange ->
                notes.add("`" + exchange.server() + "` defines more than is kept of a server"));
    this.guard =
        new Controls(
                configuration,
                ControlPorts.of(
                    configuration,
                    (_, _) -> new UsageLimits.Standing.Within(),
                    ControlPorts.rules(
                        configuration, related, OutsideDecisions.none(), this::unclaimed),
                    new Ports.Definitions(
                        definitions,
                        held(configuration),
                        servers(configuration),
                        ControlPorts.schemas(configuration, definitions)),
                    definitions,
                    related,
                    ControlPorts.conversations(
                        configuration,
                        definitions,
                        InformationFlow.closed().conversations(),
                        new AssumedEntries(configuration.memories())),
                    ServerClassifiers.none()))
            .guard();
  }

  /** What is judged without here, so that a gateway may judge otherwise. */
  private void note(Configuration configuration) {
    configuration
        .policy()
        .decisionPoint()
        .ifPresent(
            _ -> notes.add("the decision point is not asked, and may refuse what rules allow"));
    if (!configuration.classifiers().isEmpty()) {
      notes.add("classifiers are not asked, and may refuse what passes here");
    }
    if (configuration.scan().looksUpPackages() && configuration.scan().holdsServers()) {
      notes.add(
          "which servers are in quarantine is told as of the last look: `portreeve scan` looks anew");
    }
    if (configuration.flow().policy() != FlowMode.OFF) {
      notes.add("of the conversation nothing is known: what was heard in it counts as untrusted");
    }
    if (!configuration.memories().isEmpty()) {
      notes.add("of a memory, everything counts as written through the gateway");
    }
  }

  /** What a look at the definitions that are remembered finds now. */
  private HeldDefinitions held(Configuration configuration) {
    HeldDefinitions held = new HeldDefinitions(configuration.scan().quarantine());
    store.ifPresent(open -> {
      held.accept(open.acceptances().findings());
      configuration
          .servers()
          .keySet()
          .forEach(id -> KeptOffers.approved(open.pins().of(id)).forEach(held::judge));
    });
    return held;
  }

  /** None without a store: then none was ever found. */
  private ServerFindings servers(Configuration configuration) {
    return store
        .map(open -> quarantine(open, configuration))
        .orElseGet(() -> _ -> Optional.empty());
  }

  private static ServerFindings quarantine(Store open, Configuration configuration) {
    Settings own = DurableState.ofThisNode(open, configuration);
    return KeptQuarantine.remembered(open, own, configuration);
  }

  /** What would be the caller's then; nothing is noted. */
  private Set<ObjectName> unclaimed(Exchange exchange, Set<ObjectName> made) {
    Set<ObjectName> known = new HashSet<>(made);
    known.removeIf(object -> store.map(open -> nobodys(open, object)).orElse(true));
    made.stream()
        .filter(object -> !known.contains(object))
        .forEach(object ->
            notes.add("`%s` would own `%s`".formatted(exchange.principal().id(), object)));
    return known;
  }

  private static boolean nobodys(Store store, ObjectName object) {
    Relations.Wanted any =
        new Relations.Wanted(
            Optional.of(object.type()),
            Optional.of(object.id()),
            Optional.empty(),
            Optional.empty());
    return store.relations().list(any, 1).isEmpty();
  }

  /** Who is what to which object; nobody anything without a store. */
  Related related() {
    return related;
  }

  Guard guard() {
    return guard;
  }

  /** What was assumed so far, each once. */
  List<String> notes() {
    return notes.stream().distinct().toList();
  }

  private DefinitionPins definitions() {
    return definitions;
  }

  private List<Pin> versions(PinName name) {
    return store.map(open -> open.pins().versions(name)).orElse(List.of());
  }

  private RememberedServer remembered(String server) {
    return new RememberedServer(store.map(open -> open.pins().of(server)).orElse(List.of()));
  }
}
