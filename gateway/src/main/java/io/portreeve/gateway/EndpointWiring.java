package io.portreeve.gateway;

import io.portreeve.gateway.catalog.PinnedSchemas;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.LocalSettings;
import io.portreeve.gateway.config.ServedEndpoint;
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
import io.portreeve.gateway.journey.ApprovalDesk;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Carried;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.journey.Handles;
import io.portreeve.gateway.journey.Journey;
import io.portreeve.gateway.journey.Patience;
import io.portreeve.gateway.journey.Router;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.journey.TransparentRouter;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.limits.PrincipalLimits;
import io.portreeve.guard.EndpointId;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Connects the parts of one endpoint. Its door, its sessions and its view of the servers are its
 * own: what began at another endpoint is not found here, and it knows no server that is not its
 * own.
 */
final class EndpointWiring implements AutoCloseable {
  private static final ParamFields.Marks NO_MARKS = new ParamFields.Marks.Valid(List.of());

  private final Common common;
  private final ServedEndpoint endpoint;
  private final Identification identification;
  private final Router router;
  private final Journey journey;
  private final LegacyCore core;
  private final Vigil vigil;
  private final LegacyHttp legacy;

  /** What the endpoints of a configuration have in common; every server is among the upstreams. */
  record Common(
      Configuration configuration,
      Guard guard,
      Guard knowing,
      PinnedSchemas schemas,
      AuditTrail trail,
      Seal seal,
      Doorway doorway,
      PrincipalLimits limits,
      Patience patience,
      ApprovalDesk approvals,
      Handles handles,
      HotState hot,
      Map<ServerId, Upstream> upstreams,
      KeptEvents kept,
      ExchangeIds ids,
      InstantSource clock) {}

  EndpointWiring(Common common, ServedEndpoint endpoint, Identification identification) {
    this.common = common;
    this.endpoint = endpoint;
    this.identification = identification;
    this.router = router(endpoint, common.seal());
    this.journey =
        new Journey(
            common.guard(),
            common.trail(),
            new Carried(common.seal(), common.clock()),
            unguarded() ? Unguarded.limits() : common.limits(),
            common.patience(),
            common.approvals(),
            common.handles(),
            router,
            upstreams(),
            common.limits()::leave);
    this.core = legacyCore();
    this.vigil = new Vigil(identification.credentials(), common.trail());
    this.legacy = new LegacyHttp(core, vigil);
  }

  static Router router(ServedEndpoint endpoint, Seal seal) {
    List<ServerId> ids = ids(endpoint);
    return endpoint.transparent()
        ? new TransparentRouter(ids.getFirst())
        : new AggregateRouter(ids, seal);
  }

  private static List<ServerId> ids(ServedEndpoint endpoint) {
    return endpoint.servers().stream().map(ServerId::new).toList();
  }

  /** The others are not even there. */
  private Map<ServerId, Upstream> upstreams() {
    Map<ServerId, Upstream> own = new HashMap<>(common.upstreams());
    own.keySet().retainAll(Set.copyOf(ids(endpoint)));
    return own;
  }

  private boolean unguarded() {
    return common.configuration().insecureNoControls();
  }

  private LegacyCore legacyCore() {
    Configuration configuration = common.configuration();
    LegacyLimits usual = LegacyLimits.defaults();
    LegacyLimits limits =
        usual
            .withSessions(
                usual.sessions() / configuration.served().size(), configuration.limits().sessions())
            // A client that went away must not keep its principal from listening.
            .withUnread(configuration.limits().streams() / 4)
            .withPatience(
                configuration.http().sessionIdle(), usual.answer(), usual.orphan(), usual.grace());
    return new LegacyCore(
        journey,
        common.trail(),
        common.hot().sessions(endpoint.id(), limits.idle(), limits.sessionsOfOne()),
        arrivals(),
        limits,
        common.kept(),
        new StreamClock(configuration.http().keepAlive()),
        identification.challenges(),
        new SecureRandom());
  }

  private Arrivals arrivals() {
    return new Arrivals(common.clock(), common.ids());
  }

  /** What answers under which path; the document about it may be read by whoever may come. */
  Map<String, HttpHandler> handlers(Origins origins) {
    Door door =
        new Door(
            endpoint.id(),
            origins,
            identification.credentials(),
            identification.challenges(),
            common.doorway(),
            common.trail(),
            arrivals());
    ModernPost modern =
        new ModernPost(
            journey,
            common.trail(),
            this::marks,
            core.streams(),
            vigil,
            identification.challenges());
    Map<String, HttpHandler> paths = new HashMap<>();
    paths.put(endpoint.path(), new McpEndpoint(door, modern, legacy, common.trail(), jsonLimits()));
    endpoint.ssePath().ifPresent(path -> addSse(paths, door, path));
    identification
        .metadata()
        .ifPresent(it -> paths.put(it.path(), new PublicDocument(origins, it.document())));
    return paths;
  }

  private void addSse(Map<String, HttpHandler> paths, Door door, String path) {
    LegacySse.Paths both = new LegacySse.Paths(path, path + "/messages");
    LegacySse sse = new LegacySse(door, core, vigil, both, jsonLimits());
    paths.put(both.stream(), sse);
    paths.put(both.messages(), sse);
  }

  /** Whether it is this one. */
  boolean is(ServedEndpoint one) {
    return endpoint.equals(one);
  }

  /** Serves whoever started this process. */
  StdioServer stdio() {
    return new StdioServer(
        core,
        common.doorway(),
        local(),
        endpoint.id(),
        jsonLimits(),
        common.configuration().http().drain());
  }

  /** Whoever starts us over stdio, with the roles that the configuration gives. */
  private Principal local() {
    LocalSettings local = endpoint.authentication().stdio();
    return new Principal(
            local.principal(), Set.copyOf(local.roles()), Principal.Authentication.LOCAL_PROCESS)
        .through(ClientNames.stdio());
  }

  private JsonLimits jsonLimits() {
    int largest = Math.toIntExact(common.configuration().limits().maxRequest().bytes());
    return JsonLimits.defaults().withBytes(largest);
  }

  private ParamFields.Marks marks(Doorway.Entry.Open entry, CallTool call) {
    return router.route(call) instanceof Router.Route.To(ServerId server, CallTool theirs)
        ? marks(entry.exchange(Revision.V2026_07_28, server, theirs), theirs)
        : NO_MARKS;
  }

  /**
   * What a tool wants repeated is no secret only to whoever may know of the tool. Most tools want
   * nothing, and then nobody has to be asked.
   */
  private ParamFields.Marks marks(Exchange exchange, CallTool call) {
    return common
        .schemas()
        .marks(exchange, call.tool())
        .filter(marks -> !marks.equals(NO_MARKS))
        .filter(_ -> mayKnow(exchange, call))
        .orElse(NO_MARKS);
  }

  private boolean mayKnow(Exchange exchange, CallTool call) {
    return common.knowing().request(exchange, call) instanceof Judgement.Forward<ClientMessage>;
  }

  /** How many streams are open at it. */
  int streams() {
    return vigil.streams();
  }

  EndpointId id() {
    return endpoint.id();
  }

  /** Ends the streams that only listen, and lets none begin. */
  void quiet() {
    vigil.close();
  }

  @Override
  public void close() {
    vigil.close();
    legacy.close();
  }
}
