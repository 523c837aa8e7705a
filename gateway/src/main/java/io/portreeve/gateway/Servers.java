package io.portreeve.gateway;

import io.portreeve.gateway.child.ChildCommand;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Era;
import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.credentials.CredentialSources;
import io.portreeve.gateway.desk.Desk;
import io.portreeve.gateway.desk.MissingPart;
import io.portreeve.gateway.desk.Unfetchable;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.gateway.destinations.Names;
import io.portreeve.gateway.destinations.Purpose;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.keeping.SteadyClock;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.operations.Meters;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.gateway.upstream.ServerEra;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.gateway.upstream.UpstreamLimits;
import io.portreeve.gateway.upstream.UpstreamSettings;
import io.portreeve.gateway.upstream.Upstreams;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Opens the servers of a configuration, with their credentials in place. */
final class Servers implements AutoCloseable, Scans.Running {
  private static final System.Logger LOG = System.getLogger("io.portreeve.servers.state");

  /** For the operator's log. */
  static final Outage.Lines LINES = (level, text) -> LOG.log(level, () -> text);

  private final HttpPool pool;
  private final HttpPool tokens;
  private final Upstreams upstreams;
  private final Sandboxes sandboxes;
  private final ServerLines lines;
  private final Map<ServerId, Upstream> told = new LinkedHashMap<>();

  private Servers(
      HttpPool pool,
      HttpPool tokens,
      Upstreams upstreams,
      Sandboxes sandboxes,
      Configuration configuration,
      ServerLines lines) {
    this.pool = pool;
    this.tokens = tokens;
    this.upstreams = upstreams;
    this.sandboxes = sandboxes;
    this.lines = lines;
    configuration.servers().forEach((id, server) -> add(new ServerId(id), reach(server)));
  }

  private void add(ServerId id, String reach) {
    Upstream server = Objects.requireNonNull(upstreams.servers().get(id), "a known server");
    told.put(id, lines.of(id, reach, server));
  }

  /** What the operator is told, beyond what he was told under the configuration before. */
  static ServerLines lines(Meters meters, Briefing briefing) {
    return lines(meters, briefing, LINES);
  }

  /** Likewise, to these lines. */
  static ServerLines lines(Meters meters, Briefing briefing, Outage.Lines lines) {
    return new ServerLines(meters, briefing, Moment.ofLines(), lines);
  }

  /** Those that can be spoken to when nobody is there to log in. */
  static Servers open(
      Configuration configuration,
      SecretSource secrets,
      HttpEngine engine,
      InstantSource clock,
      ProgramIncidents incidents) {
    return open(
        configuration,
        secrets,
        _ -> UpstreamCredentials.none(),
        engine,
        Destinations.of(configuration).names(),
        clock,
        incidents,
        lines(new Meters(clock), new Briefing(clock)));
  }

  /**
   * All of them.
   *
   * @param logins the credentials for those that callers log in at
   * @param lines tells and counts what they do
   */
  static Servers open(
      Configuration configuration,
      SecretSource secrets,
      Function<ServerId, UpstreamCredentials> logins,
      HttpEngine engine,
      Names names,
      InstantSource clock,
      ProgramIncidents incidents,
      ServerLines lines) {
    try (Opened opened = new Opened()) {
      HttpPool pool =
          opened.with(
              HttpPool.open(engine, Settings.pool(configuration), names.vetted(Purpose.SERVERS)));
      HttpPool tokens =
          opened.with(
              HttpPool.open(
                  engine, Settings.pool(configuration), names.vetted(Purpose.CREDENTIALS)));
      Sandboxes sandboxes =
          opened.with(
              Sandboxes.of(configuration, counted(incidents, lines.meters()), lines::confinement));
      lines.missing(MissingPart.of(configuration, Desk.ours()));
      lines.unfetchable(Unfetchable.of(configuration, Desk.ours()).values());
      WrittenTls tls = new WrittenTls(secrets, clock, incidents::unproved);
      CredentialSources sources = new CredentialSources(configuration, secrets, tokens, tls, clock);
      int largest = Math.toIntExact(configuration.limits().maxResponse().bytes());
      List<UpstreamSettings> settings = new ArrayList<>();
      configuration
          .servers()
          .forEach((id, server) ->
              settings.add(
                  settings(
                          new ServerId(id),
                          server,
                          secrets,
                          largest,
                          sandboxes,
                          tls(new ServerId(id), server, tls, incidents))
                      .withCredentials(credentials(id, server, secrets, sources, logins))));
      Upstreams upstreams = opened.with(Upstreams.open(settings, pool, new SteadyClock(), lines));
      return opened.complete(new Servers(pool, tokens, upstreams, sandboxes, configuration, lines));
    }
  }

  @Override
  public void end(ServerId server, String finding) {
    upstreams.hold(server, "the server is in quarantine: finding " + finding);
  }

  @Override
  public void allow(ServerId server) {
    upstreams.release(server);
  }

  Map<ServerId, Upstream> upstreams() {
    return told;
  }

  private static UpstreamSettings settings(
      ServerId id,
      ServerSettings server,
      SecretSource secrets,
      int largest,
      Sandboxes sandboxes,
      TlsClient tls) {
    UpstreamSettings reached =
        server.url().isPresent()
            ? UpstreamSettings.endpoint(id, server.url().get(), fields(server, secrets), tls)
            : sandboxes.program(id, server, command(server, secrets));
    UpstreamSettings settings =
        reached
            .withRoots(roots(server))
            .withTimeout(server.timeout())
            .withLimits(UpstreamLimits.defaults().withMaxMessage(largest));
    return era(server.era()).map(settings::withEra).orElse(settings);
  }

  private static TlsClient tls(
      ServerId id, ServerSettings server, WrittenTls tls, ProgramIncidents incidents) {
    return server
        .tls()
        .map(written ->
            tls.towards(
                "server " + id,
                written,
                why -> incidents.happened(id, "", Reason.SERVER_UNPROVED, why)))
        .orElseGet(TlsClient::platform);
  }

  private static Optional<ServerEra> era(Era era) {
    return switch (era) {
      case AUTO -> Optional.empty();
      case MODERN -> Optional.of(ServerEra.MODERN);
      case LEGACY -> Optional.of(ServerEra.LEGACY);
      case SSE -> Optional.of(ServerEra.SSE);
    };
  }

  private static HttpFields fields(ServerSettings server, SecretSource secrets) {
    HttpFields.Builder fields = HttpFields.builder();
    server.headers().forEach((name, value) -> fields.add(name, text(value, secrets)));
    return fields.build();
  }

  private static UpstreamCredentials credentials(
      String id,
      ServerSettings server,
      SecretSource secrets,
      CredentialSources sources,
      Function<ServerId, UpstreamCredentials> logins) {
    if (server.login().isPresent()) {
      return logins.apply(new ServerId(id));
    }
    if (server.credentials().isPresent()) {
      return sources.of(id, server.credentials().get());
    }
    return server
        .bearerToken()
        .map(token -> HttpFields.of("authorization", "Bearer " + text(token, secrets)))
        .map(UpstreamCredentials::shared)
        .orElseGet(UpstreamCredentials::none);
  }

  private static ChildCommand command(ServerSettings server, SecretSource secrets) {
    Map<String, String> environment = new LinkedHashMap<>();
    server.environment().forEach((name, value) -> environment.put(name, text(value, secrets)));
    return new ChildCommand(
        server.command().orElseThrow(), environment, Optional.of(server.runsIn()));
  }

  private static JsonArray roots(ServerSettings server) {
    return JsonArray.of(
        server.roots().stream()
            .map(uri -> JsonObject.empty().with("uri", uri.toString()))
            .toList());
  }

  private static String text(Reference reference, SecretSource secrets) {
    return switch (reference) {
      case Reference.Plain plain -> plain.text();
      case Reference.InEnvironment _, Reference.InFile _ ->
          secrets.resolve(reference.toString()).revealText();
    };
  }

  /** What programs try; a server that proves nothing is somebody else in its place. */
  private static ProgramIncidents counted(ProgramIncidents incidents, Meters meters) {
    return (server, whose, reason, detail) -> {
      meters.of(server).ifPresent(one -> one.happened(reason));
      incidents.happened(server, whose, reason, detail);
    };
  }

  void measure(MetricsPage page) {
    sandboxes.measure(page);
  }

  /** Says no more of the servers: that they cannot be reached while we close them is no news. */
  void silence() {
    lines.silence();
  }

  /** Where a server is, without what may be secret: its address alone, or its program alone. */
  private static String reach(ServerSettings server) {
    return switch (server.reach()) {
      case Reach.Program program -> program.command().getFirst();
      case Reach.Endpoint endpoint ->
          endpoint.url().getScheme() + "://" + endpoint.url().getAuthority();
    };
  }

  @Override
  public void close() {
    silence();
    upstreams.close();
    sandboxes.close();
    pool.close();
    tokens.close();
  }
}
