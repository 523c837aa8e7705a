package io.portreeve.gateway;

import io.portreeve.controls.chain.Ports;
import io.portreeve.gateway.catalog.CatalogLoader;
import io.portreeve.gateway.catalog.PinnedDefinitions;
import io.portreeve.gateway.catalog.PinnedSchemas;
import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.catalog.UnmatchedNames;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.FirstSeen;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.metrics.MetricFamily;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.operations.Meters;
import io.portreeve.gateway.scan.Held;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Principal;
import io.portreeve.guard.ServerFindings;
import io.portreeve.mcp.ServerId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What servers define: the pins and what is asked for them, scans and what they hold, and what the
 * operator is told of it all.
 */
final class CatalogWiring implements AutoCloseable {
  private static final System.Logger SEEN = System.getLogger("io.portreeve.definitions.seen");
  private static final System.Logger WAITING = System.getLogger("io.portreeve.definitions.waiting");
  private static final System.Logger FOUND = System.getLogger("io.portreeve.scan.found");
  private static final System.Logger UNMATCHED = System.getLogger("io.portreeve.policy.unmatched");

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Configuration configuration;
  private final Vault vault;
  private final Briefing briefing;
  private final InstantSource clock;
  private final ExchangeIds ids;
  private final Moment soon = Moment.ofLines();
  private final Held held;
  private final CatalogLoader loader;
  private final PinnedDefinitions pins;
  private final PinnedSchemas schemas;

  /**
   * Of a configuration.
   *
   * @param asking asks a server for its lists
   */
  CatalogWiring(Configuration configuration, Parts parts, ExchangeIds ids, CatalogLoader asking) {
    this.configuration = configuration;
    this.vault = parts.vault();
    this.briefing = parts.briefing();
    this.clock = parts.clock();
    this.ids = ids;
    this.held = Held.of(configuration.scan());
    this.loader = notHeld(asking);
    this.pins =
        new PinnedDefinitions(
            trusted(),
            configuration.pinning().firstSeen() == FirstSeen.APPROVE,
            loader,
            clock,
            new SurplusDefinitions(vault.journal())::told);
    this.schemas = ControlPorts.schemas(configuration, pins);
  }

  /** A server in quarantine is not asked on our own account either. */
  private CatalogLoader notHeld(CatalogLoader asking) {
    return (exchange, kind) ->
        held.servers().holding(exchange.server()).isEmpty() && asking.load(exchange, kind);
  }

  private TrustedDefinitions trusted() {
    return new TrustedDefinitions(
        vault.store().pins(),
        vault.earlier()::of,
        soon,
        (level, line) -> SEEN.log(level, () -> line));
  }

  private DefinitionPins told() {
    return new WaitingDefinitions(
        pins,
        briefing.waiting(),
        soon,
        line -> WAITING.log(System.Logger.Level.WARNING, () -> line));
  }

  /** What was approved, as it is. */
  PinnedDefinitions pins() {
    return pins;
  }

  PinnedSchemas schemas() {
    return schemas;
  }

  /** Which servers are in quarantine. */
  ServerFindings heldServers() {
    return held.servers();
  }

  /** What the controls ask; the operator is told of what they find. */
  Ports.Definitions ports() {
    return new Ports.Definitions(told(), held.definitions(), held.servers(), schemas);
  }

  /** A look at every server, that has not begun. */
  FirstLook firstLook(Runnable after) {
    return look(() -> {
      tellUnmatched();
      after.run();
    });
  }

  private FirstLook look(Runnable after) {
    List<ServerId> all = configuration.servers().keySet().stream().map(ServerId::new).toList();
    return new FirstLook(
        configuration.insecureNoControls() ? List.of() : all,
        loader,
        clock,
        ids,
        FirstLook.LAST_MOMENTS,
        after);
  }

  /**
   * Scans of this configuration, that have not begun.
   *
   * @param running is ended of servers in quarantine
   * @param names finds who is asked about packages
   * @param meters count what is found
   */
  Scans scans(Principal looking, Scans.Running running, AddressResolver names, Meters meters) {
    return new Scans(
        configuration,
        vault.store(),
        vault.state().ofThisNode(vault.store()),
        vault.journal(),
        held,
        configuration.insecureNoControls() ? Scans.Running.untouched() : running,
        () -> lookAgain(looking),
        names,
        (level, line) -> FOUND.log(level, () -> line),
        briefing.findings(),
        all -> meters.findings().found(all, clock.instant()),
        FirstLook.LAST_MOMENTS.multipliedBy(2));
  }

  /** However many hang before it, each server has its turn. */
  private void lookAgain(Principal looking) throws InterruptedException {
    var over = new CountDownLatch(1);
    try (FirstLook look = look(over::countDown)) {
      look.begin(looking);
      while (!over.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        look.giveUpLate();
      }
    }
  }

  /** Once everything was seen that there is to see. */
  private void tellUnmatched() {
    try {
      List<String> all =
          UnmatchedNames.of(configuration, id -> new RememberedServer(vault.store().pins().of(id)));
      briefing
          .fresh("names", all)
          .forEach(line -> UNMATCHED.log(System.Logger.Level.WARNING, () -> line));
    } catch (StoreUnavailable unavailable) {
      UNMATCHED.log(
          System.Logger.Level.WARNING,
          () -> "which rules match nothing is not known: " + unavailable.getMessage());
    }
  }

  /** What is in quarantine. */
  void measure(MetricsPage page) {
    MetricFamily servers =
        page.gauge("portreeve_server_quarantined", "Whether a scan put the server in quarantine");
    Set<String> all = configuration.servers().keySet();
    all.forEach(id ->
        servers.sample(held.servers().holding(new ServerId(id)).isPresent() ? 1 : 0, "server", id));
    MetricFamily definitions =
        page.gauge("portreeve_definitions_quarantined", "Definitions that scans put in quarantine");
    Map<String, Long> count = held.definitions().count();
    all.forEach(id -> definitions.sample(count.getOrDefault(id, 0L), "server", id));
  }

  /** Tells at once what is still to be told; it may have to ask the store for that. */
  @Override
  public void close() {
    soon.close();
  }
}
