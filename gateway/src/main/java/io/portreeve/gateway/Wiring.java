package io.portreeve.gateway;

import io.portreeve.controls.chain.Chain;
import io.portreeve.gateway.authzen.OutsidePolicy;
import io.portreeve.gateway.catalog.CatalogLoader;
import io.portreeve.gateway.catalog.PinnedDefinitions;
import io.portreeve.gateway.catalog.PinnedSchemas;
import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.catalog.UnmatchedNames;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.FirstSeen;
import io.portreeve.gateway.config.LocalSettings;
import io.portreeve.gateway.config.ServerInput;
import io.portreeve.gateway.downstream.Arrivals;
import io.portreeve.gateway.downstream.Door;
import io.portreeve.gateway.downstream.KeptEvents;
import io.portreeve.gateway.downstream.LegacyCore;
import io.portreeve.gateway.downstream.LegacyHttp;
import io.portreeve.gateway.downstream.LegacyLimits;
import io.portreeve.gateway.downstream.LegacySse;
import io.portreeve.gateway.downstream.McpEndpoint;
import io.portreeve.gateway.downstream.ModernPost;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.downstream.PublicDocument;
import io.portreeve.gateway.downstream.StdioServer;
import io.portreeve.gateway.downstream.StreamClock;
import io.portreeve.gateway.downstream.Vigil;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.identity.ClientNames;
import io.portreeve.gateway.journey.AggregateRouter;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Carried;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.journey.Journey;
import io.portreeve.gateway.journey.Patience;
import io.portreeve.gateway.journey.Router;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.journey.TransparentRouter;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.limits.PrincipalLimits;
import io.portreeve.gateway.login.Logins;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.recording.JournalTrail;
import io.portreeve.gateway.recording.Redaction;
import io.portreeve.gateway.scan.Held;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.JsonLimits;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Connects the parts: the controls to their ports, the journey to the controls, the endpoint to it.
 */
final class Wiring implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.servers");
  private static final ParamFields.Marks NO_MARKS = new ParamFields.Marks.Valid(List.of());

  private final Configuration configuration;
  private final Vault vault;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final PinnedSchemas schemas;
  private final Held held;
  private final PrincipalLimits limits;
  private final Journey journey;
  private final Guard guard;
  private final Guard knowing;
  private final Patience patience;
  private final Router router;
  private final ExchangeIds ids = new ExchangeIds(new SecureRandom());
  private final CatalogLoader loader;
  private final StreamClock streams;
  private final LegacyCore core;
  private final Identification identification;
  private final Logins logins;
  private final Vigil vigil;
  private final LegacyHttp legacy;

  Wiring(
      Configuration configuration,
      Parts parts,
      Servers servers,
      Logins logins,
      Identification identification,
      OutsidePolicy outside)
      throws PolicyFault {
    this.configuration = configuration;
    this.vault = parts.vault();
    this.clock = parts.clock();
    this.trail = parts.turnedAway().inFrontOf(new JournalTrail(vault.journal(), redaction()));
    this.held = Held.of(configuration.scan());
    this.loader = notHeld(new ListLoader(this::guard, servers.upstreams(), clock));
    PinnedDefinitions pins =
        new PinnedDefinitions(
            trusted(vault),
            configuration.pinning().firstSeen() == FirstSeen.APPROVE,
            loader,
            clock,
            new SurplusDefinitions(vault.journal())::told);
    this.schemas = ControlPorts.schemas(configuration, pins);
    this.limits =
        new PrincipalLimits(parts.usage(), configuration.limits(), configuration.servers());
    this.router = router(configuration, vault.seal());
    Chain.Ports ports =
        ControlPorts.of(
            configuration,
            limits,
            pins,
            held.definitions(),
            held.servers(),
            schemas,
            ControlPorts.related(configuration, vault.store()));
    Controls controls =
        new Controls(configuration, told(ports.withPolicy(outside.beside(ports.policy()))));
    this.guard = controls.guard();
    this.knowing = controls.knowing();
    this.patience = new Patience(configuration.limits().requestTimeout(), clock);
    this.journey =
        new Journey(
            guard,
            trail,
            new Carried(vault.seal(), clock),
            configuration.insecureNoControls() ? Unguarded.limits() : limits,
            patience,
            router,
            asked(servers.upstreams()),
            limits::leave);
    this.streams = new StreamClock(configuration.http().keepAlive());
    this.identification = identification;
    this.core = legacyCore();
    this.logins = logins;
    this.vigil = new Vigil(identification.credentials(), trail);
    this.legacy = new LegacyHttp(core, vigil);
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

  private LegacyCore legacyCore() {
    LegacyLimits usual = LegacyLimits.defaults();
    LegacyLimits limits =
        usual
            .withSessions(usual.sessions(), configuration.limits().sessions())
            // A client that went away must not keep its principal from listening.
            .withUnread(configuration.limits().streams() / 4)
            .withPatience(
                configuration.http().sessionIdle(), usual.answer(), usual.orphan(), usual.grace());
    return new LegacyCore(
        journey,
        trail,
        new Arrivals(clock, ids),
        limits,
        KeptEvents.ofHeap(),
        streams,
        identification.challenges(),
        new SecureRandom());
  }

  /** A server in quarantine is not asked on our own account either. */
  private CatalogLoader notHeld(CatalogLoader asking) {
    return (exchange, kind) ->
        held.servers().holding(exchange.server()).isEmpty() && asking.load(exchange, kind);
  }

  private Guard guard() {
    return guard;
  }

  private static TrustedDefinitions trusted(Vault vault) {
    return new TrustedDefinitions(
        vault.store().pins(),
        vault.earlier()::of,
        Tally.aMomentLater(),
        (level, line) -> LOG.log(level, () -> line));
  }

  private static Chain.Ports told(Chain.Ports ports) {
    return ports.withPins(
        new WaitingDefinitions(
            ports.pins(),
            Tally.aMomentLater(),
            line -> LOG.log(System.Logger.Level.WARNING, () -> line)));
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

  /** Scans of this configuration, that have not begun. */
  Scans scans(Principal looking) {
    return new Scans(
        configuration,
        vault.store(),
        vault.journal(),
        held,
        () -> lookAgain(looking),
        (level, line) -> LOG.log(level, () -> line));
  }

  private void lookAgain(Principal looking) throws InterruptedException {
    var over = new CountDownLatch(1);
    try (FirstLook look = look(over::countDown)) {
      look.begin(looking);
      boolean _ = over.await(FirstLook.LONGEST.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Once everything was seen that there is to see. */
  private void tellUnmatched() {
    try {
      UnmatchedNames.of(configuration, id -> new RememberedServer(vault.store().pins().of(id)))
          .forEach(line -> LOG.log(System.Logger.Level.WARNING, () -> line));
    } catch (StoreUnavailable unavailable) {
      LOG.log(
          System.Logger.Level.WARNING,
          () -> "which rules match nothing is not known: " + unavailable.getMessage());
    }
  }

  private Redaction redaction() {
    return switch (configuration.audit().values()) {
      case SHAPE -> Redaction.shape(vault.shape()::of);
      case FULL -> Redaction.full();
    };
  }

  static Router router(Configuration configuration, Seal seal) {
    List<ServerId> ids = configuration.servers().keySet().stream().map(ServerId::new).toList();
    return configuration.transparent()
        ? new TransparentRouter(ids.getFirst())
        : new AggregateRouter(ids, seal);
  }

  HttpHandler handler() {
    Door door =
        new Door(
            origins(),
            identification.credentials(),
            identification.challenges(),
            doorway(),
            trail,
            clock,
            ids);
    ModernPost modern =
        new ModernPost(journey, trail, this::marks, streams, vigil, identification.challenges());
    Map<String, HttpHandler> paths = new HashMap<>();
    paths.put(HealthCheck.PATH, new HealthCheck()); // an endpoint of that name takes its place
    paths.putAll(
        logins.pages(
            pageOrigins(), identification.credentials(), doorway(), new Arrivals(clock, ids)));
    logins
        .document()
        .ifPresent(it -> paths.put(Logins.documentPath(), new PublicDocument(pageOrigins(), it)));
    paths.put(configuration.http().path(), new McpEndpoint(door, modern, legacy, trail, limits()));
    configuration.http().ssePath().ifPresent(path -> addSse(paths, door, path));
    identification
        .metadata()
        .ifPresent(it -> paths.put(it.path(), new PublicDocument(origins(), it.document())));
    return new Paths(paths);
  }

  private Doorway doorway() {
    return new Doorway(
        guard, trail, who -> configuration.insecureNoControls() || limits.admits(who));
  }

  private void addSse(Map<String, HttpHandler> paths, Door door, String path) {
    LegacySse.Paths both = new LegacySse.Paths(path, path + "/messages");
    LegacySse sse = new LegacySse(door, core, vigil, both, limits());
    paths.put(both.stream(), sse);
    paths.put(both.messages(), sse);
  }

  /** Serves whoever started this process. */
  StdioServer stdio() {
    return new StdioServer(core, doorway(), local(), limits(), configuration.http().drain());
  }

  /** Whoever starts us over stdio, with the roles that the configuration gives. */
  private Principal local() {
    LocalSettings local = configuration.authentication().stdio();
    return new Principal(
            local.principal(), Set.copyOf(local.roles()), Principal.Authentication.LOCAL_PROCESS)
        .through(ClientNames.stdio());
  }

  private JsonLimits limits() {
    int largest = Math.toIntExact(configuration.limits().maxRequest().bytes());
    return JsonLimits.defaults().withBytes(largest);
  }

  private ParamFields.Marks marks(Doorway.Entry.Open entry, CallTool call) {
    return router.route(call) instanceof Router.Route.To(ServerId server, CallTool theirs)
        ? marks(entry.exchange(Revision.V2026_07_28, server, theirs), theirs)
        : NO_MARKS;
  }

  /** What a tool wants repeated is no secret only to whoever may know of the tool. */
  private ParamFields.Marks marks(Exchange exchange, CallTool call) {
    return knowing.request(exchange, call) instanceof Judgement.Forward<ClientMessage>
        ? schemas.marks(exchange, call.tool()).orElse(NO_MARKS)
        : NO_MARKS;
  }

  private Origins origins() {
    List<String> hosts = configuration.http().allowedHosts();
    return new Origins(
        hosts.isEmpty() ? Origins.loopback().hosts() : Set.copyOf(hosts),
        Set.copyOf(configuration.http().allowedOrigins()));
  }

  /** Browsers come by the name that the operator says they do, besides those of clients. */
  private Origins pageOrigins() {
    Set<String> hosts = new HashSet<>(origins().hosts());
    configuration.login().url().ifPresent(url -> hosts.add(url.getHost().toLowerCase(Locale.ROOT)));
    return new Origins(hosts, Set.of());
  }

  /** Ends the streams that only listen, and lets none begin. */
  void quiet() {
    vigil.close();
  }

  /** Ends the exchanges that are under way, each with an answer. */
  void hurry() {
    patience.stop();
  }

  @Override
  public void close() {
    vigil.close();
    patience.close();
    legacy.close();
  }
}
