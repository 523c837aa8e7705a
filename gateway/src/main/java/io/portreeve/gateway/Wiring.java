package io.portreeve.gateway;

import io.portreeve.controls.chain.Ports;
import io.portreeve.controls.contextpoisoning.CallOrigins;
import io.portreeve.controls.contextpoisoning.FlowPolicy;
import io.portreeve.controls.indirectpromptinjection.ServerClassifiers;
import io.portreeve.controls.indirectpromptinjection.ServerRedaction;
import io.portreeve.gateway.approvals.StoredApprovals;
import io.portreeve.gateway.authzen.OutsidePolicy;
import io.portreeve.gateway.catalog.PinnedDefinitions;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConsoleSettings;
import io.portreeve.gateway.config.FlowMode;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.config.ServerInput;
import io.portreeve.gateway.conversations.HandleSeal;
import io.portreeve.gateway.conversations.KeptConversations;
import io.portreeve.gateway.downstream.Arrivals;
import io.portreeve.gateway.downstream.KeptEvents;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.downstream.PublicDocument;
import io.portreeve.gateway.downstream.StdioServer;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.journey.Handles;
import io.portreeve.gateway.journey.Patience;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.keeping.SteadyClock;
import io.portreeve.gateway.limits.PrincipalLimits;
import io.portreeve.gateway.login.LoginEntrance;
import io.portreeve.gateway.login.Logins;
import io.portreeve.gateway.memory.StoredEntries;
import io.portreeve.gateway.metrics.MetricFamily;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.recording.JournalTrail;
import io.portreeve.gateway.relations.Related;
import io.portreeve.gateway.relations.StoredClaims;
import io.portreeve.gateway.telemetry.Telemetry;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Guard;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.mcp.ServerId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Connects the parts: the controls to their ports, the journey to the controls, the endpoint to it.
 */
final class Wiring implements AutoCloseable {
  private final Configuration configuration;
  private final Map<String, HttpHandler> console;
  private final Vault vault;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final CatalogWiring catalog;
  private final PrincipalLimits limits;
  private final Guard guard;
  private final Patience patience;
  private final ExchangeIds ids = new ExchangeIds(new SecureRandom());
  private final Map<ServedEndpoint, Identification> identified = new HashMap<>();
  private final Logins logins;
  private final EndpointWiring.Common common;
  private final List<EndpointWiring> endpoints = new CopyOnWriteArrayList<>();

  Wiring(
      Configuration configuration,
      Parts parts,
      Servers servers,
      Logins logins,
      Function<ServedEndpoint, Identification> identification,
      OutsidePolicy outside,
      ServerClassifiers classifiers,
      Telemetry telemetry)
      throws PolicyFault {
    this.configuration = configuration;
    this.vault = parts.vault();
    this.clock = parts.clock();
    this.catalog =
        new CatalogWiring(
            configuration, parts, ids, new ListLoader(this::guard, servers.upstreams(), clock));
    this.console = ConsoleWiring.of(configuration, parts, catalog.heldServers(), pageOrigins());
    PinnedDefinitions pins = catalog.pins();
    this.limits = limits(configuration, parts);
    KeptConversations conversations = conversations(parts.hot());
    Ports ports =
        ports(
            outside(outside, telemetry, pins),
            telemetry.inFrontOf(classifiers, pins),
            conversations);
    Optional<CallOrigins> origins = origins(ports);
    this.trail = telemetry.inFrontOf(counted(parts, origins), pins);
    Controls controls = new Controls(configuration, ports);
    this.guard = controls.guard();
    this.patience = new Patience(configuration.limits().requestTimeout(), new SteadyClock());
    identify(identification);
    this.logins = logins;
    this.common =
        new EndpointWiring.Common(
            configuration,
            guard,
            controls.knowing(),
            catalog.schemas(),
            trail,
            vault.seal(),
            doorway(),
            limits,
            patience,
            telemetry.inFrontOf(approvals(origins), pins),
            handles(conversations),
            parts.hot(),
            traced(asked(servers.upstreams()), telemetry, pins),
            KeptEvents.ofHeap(),
            ids,
            clock);
    configuration.served().forEach(one -> endpoints.add(endpoint(one)));
  }

  private StoredApprovals approvals(Optional<CallOrigins> origins) {
    return new StoredApprovals(vault.store().approvals(), configuration, origins, clock);
  }

  /** Where there is none, nobody is waited for. */
  private OutsideDecisions outside(
      OutsidePolicy outside, Telemetry telemetry, DefinitionPins pins) {
    OutsideDecisions decisions = outside.decisions(limits::allowsMore);
    return configuration.policy().decisionPoint().isPresent()
        ? telemetry.inFrontOf(decisions, pins)
        : decisions;
  }

  private static Map<ServerId, Upstream> traced(
      Map<ServerId, Upstream> servers, Telemetry telemetry, DefinitionPins pins) {
    Map<ServerId, Upstream> traced = new HashMap<>();
    servers.forEach((id, server) -> traced.put(id, telemetry.inFrontOf(server, pins)));
    return traced;
  }

  private Ports ports(
      OutsideDecisions outside, ServerClassifiers classifiers, KeptConversations conversations)
      throws PolicyFault {
    Related related = ControlPorts.related(configuration, vault.store());
    return ControlPorts.of(
        configuration,
        limits,
        ControlPorts.rules(
            configuration, related, outside, new StoredClaims(vault.store().relations())),
        catalog.ports(),
        catalog.pins(),
        related,
        ControlPorts.conversations(
            configuration, catalog.pins(), conversations, memories(conversations)),
        classifiers);
  }

  private static PrincipalLimits limits(Configuration configuration, Parts parts) {
    return new PrincipalLimits(parts.usage(), configuration.limits(), configuration.servers());
  }

  private StoredEntries memories(KeptConversations conversations) {
    return new StoredEntries(
        configuration.memories(),
        vault.store().memorySignatures(),
        vault.memoryKeys(),
        conversations,
        clock);
  }

  private KeptConversations conversations(HotState hot) {
    boolean planned = configuration.flow().policy().policies().contains(FlowPolicy.PLAN);
    return new KeptConversations(
        new HandleSeal(vault.seal(), new SecureRandom()), hot.conversations().get(), planned);
  }

  /** Each refusal, before many of them become one record. */
  private AuditTrail counted(Parts parts, Optional<CallOrigins> origins) {
    ServerRedaction looked = new ConfiguredRedaction(configuration);
    AuditTrail recorded =
        new JournalTrail(
            vault.journal(),
            vault.redaction(configuration.audit().values()),
            server -> looked.requests(server).looks(),
            origins);
    return parts.meters().inFrontOf(parts.turnedAway().inFrontOf(recorded));
  }

  /** All of them before anything begins, for one may lack a secret. */
  private void identify(Function<ServedEndpoint, Identification> identification) {
    identified.put(whole(), identification.apply(whole()));
    configuration.served().forEach(one -> identified.computeIfAbsent(one, identification));
  }

  private Handles handles(KeptConversations conversations) {
    return knowsFlows() && configuration.flow().handles() ? conversations : Handles.none();
  }

  private Optional<CallOrigins> origins(Ports ports) {
    return knowsFlows()
        ? Optional.of(new CallOrigins(ports.conversations().flow()))
        : Optional.empty();
  }

  private boolean knowsFlows() {
    return configuration.flow().policy() != FlowMode.OFF && !configuration.insecureNoControls();
  }

  private EndpointWiring endpoint(ServedEndpoint one) {
    return new EndpointWiring(common, one, identification(one));
  }

  private Identification identification(ServedEndpoint one) {
    return Objects.requireNonNull(identified.get(one), "a served endpoint");
  }

  private ServedEndpoint whole() {
    return ServedEndpoint.whole(configuration);
  }

  private Map<ServerId, Upstream> asked(Map<ServerId, Upstream> servers) {
    if (configuration.insecureNoControls()) {
      return servers;
    }
    Map<ServerId, Upstream> asked = new HashMap<>();
    servers.forEach((id, server) -> asked.put(id, new AllowedInputs(server, mayAsk(id))));
    return asked;
  }

  private List<ServerInput> mayAsk(ServerId id) {
    return Objects.requireNonNull(configuration.servers().get(id.value()), "a known server")
        .mayAsk();
  }

  private Doorway doorway() {
    return new Doorway(
        guard, trail, who -> configuration.insecureNoControls() || limits.admits(who));
  }

  Guard guard() {
    return guard;
  }

  /** What servers define. */
  CatalogWiring catalog() {
    return catalog;
  }

  /** How hosts tell their conversations. */
  Handles handles() {
    return common.handles();
  }

  HttpHandler handler() {
    Map<String, HttpHandler> paths = new HashMap<>();
    paths.put(HealthCheck.PATH, new HealthCheck()); // an endpoint of that name takes its place
    List<LoginEntrance> entrances = configuration.served().stream().map(this::entrance).toList();
    paths.putAll(console);
    paths.putAll(logins.pages(pageOrigins(), entrances, doorway(), new Arrivals(clock, ids)));
    logins
        .document()
        .ifPresent(it -> paths.put(Logins.documentPath(), new PublicDocument(pageOrigins(), it)));
    endpoints.forEach(endpoint -> paths.putAll(endpoint.handlers(origins())));
    return new Paths(paths);
  }

  private LoginEntrance entrance(ServedEndpoint one) {
    Set<ServerId> servers =
        one.servers().stream().map(ServerId::new).collect(Collectors.toUnmodifiableSet());
    return new LoginEntrance(one.id(), servers, identification(one).credentials());
  }

  /** Serves whoever started this process, at this endpoint or before all servers. */
  StdioServer stdio(ServedEndpoint served) {
    if (endpoints.stream().noneMatch(one -> one.is(served))) {
      endpoints.add(endpoint(served));
    }
    return endpoints.stream().filter(one -> one.is(served)).findFirst().orElseThrow().stdio();
  }

  private Origins origins() {
    return Origins.of(configuration.http().allowedHosts(), configuration.http().allowedOrigins());
  }

  /** Browsers come by the name that the operator says they do, besides those of clients. */
  private Origins pageOrigins() {
    Set<String> hosts = new HashSet<>(origins().hosts());
    Stream.of(configuration.login().url(), configuration.console().flatMap(ConsoleSettings::url))
        .flatMap(Optional::stream)
        .forEach(url -> hosts.add(url.getHost().toLowerCase(Locale.ROOT)));
    return new Origins(hosts, Set.of());
  }

  /** What is open, and what is in quarantine. */
  void measure(MetricsPage page) {
    MetricFamily streams = page.gauge("portreeve_streams", "Streams that only listen");
    endpoints.forEach(one -> streams.sample(one.streams(), "endpoint", one.id().value()));
    catalog.measure(page);
  }

  /** Ends the streams that only listen, and lets none begin. */
  void quiet() {
    endpoints.forEach(EndpointWiring::quiet);
  }

  /** Ends the exchanges that are under way, each with an answer. */
  void hurry() {
    patience.stop();
  }

  @Override
  public void close() {
    endpoints.forEach(EndpointWiring::quiet);
    patience.close();
    endpoints.forEach(EndpointWiring::close);
    catalog.close(); // last: whatever is judged may give it something to tell
  }
}
