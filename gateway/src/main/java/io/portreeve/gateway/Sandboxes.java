package io.portreeve.gateway;

import io.portreeve.gateway.child.ChildCommand;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.SandboxSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.egress.EgressProxy;
import io.portreeve.gateway.metrics.MetricFamily;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.sandbox.Bounds;
import io.portreeve.gateway.sandbox.Means;
import io.portreeve.gateway.sandbox.Namespaces;
import io.portreeve.gateway.sandbox.Network;
import io.portreeve.gateway.sandbox.Profile;
import io.portreeve.gateway.sandbox.Sandbox;
import io.portreeve.gateway.sandbox.WayOut;
import io.portreeve.gateway.upstream.UpstreamSettings;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sandboxes of a configuration's programs, and the ways out of them. */
final class Sandboxes implements AutoCloseable {
  private static final Means NOTHING =
      new Means(0, Namespaces.none(), Optional.of("nothing was to be confined"));

  private final List<Path> closed;
  private final Means means;
  private final ProgramIncidents incidents;
  private final Map<ServerId, EgressProxy> proxies = new LinkedHashMap<>();

  /**
   * Sandboxes that tell of what their programs try.
   *
   * @param closed our own data and secrets, which no program may reach
   */
  private Sandboxes(List<Path> closed, Means means, ProgramIncidents incidents) {
    this.closed = closed;
    this.means = means;
    this.incidents = incidents;
  }

  /** Looks for what the machine can do only where a program is to be confined, and says so. */
  static Sandboxes of(Configuration configuration, ProgramIncidents incidents, Outage.Lines lines) {
    if (configuration.servers().values().stream().noneMatch(Sandboxes::confines)) {
      return new Sandboxes(configuration.closedToPrograms(), NOTHING, incidents);
    }
    Means found = Means.find();
    lines.line(
        found.lack().isPresent() ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
        "programs of servers " + found.words());
    return new Sandboxes(configuration.closedToPrograms(), found, incidents);
  }

  private static boolean confines(ServerSettings server) {
    return server.command().isPresent() && !server.insecureNoSandbox();
  }

  UpstreamSettings program(ServerId id, ServerSettings server, ChildCommand command) {
    if (server.insecureNoSandbox()) {
      return UpstreamSettings.program(id, command, server.startTimeout());
    }
    SandboxSettings settings = server.sandbox();
    if (settings.insecureNetwork()) {
      return confined(id, server, command, new Network.Open(), WayOut.untold());
    }
    if (settings.network().isEmpty()) {
      return confined(id, server, command, new Network.None(), WayOut.untold());
    }
    EgressProxy proxy = proxy(id, settings);
    return confined(
        id, server, command, new Network.OnePort(proxy.port()), whose -> through(proxy.url(whose)));
  }

  private UpstreamSettings confined(
      ServerId id, ServerSettings server, ChildCommand command, Network network, WayOut out) {
    SandboxSettings settings = server.sandbox();
    Bounds bounds =
        new Bounds(
            settings.memory().bytes(),
            settings.openFiles(),
            settings.fileSize().bytes(),
            settings.folder().bytes(),
            settings.processes(),
            settings.processorTime().toSeconds());
    Profile profile =
        new Profile(
            settings.read(),
            settings.write(),
            closed,
            network,
            bounds,
            !settings.insecureUnwatched());
    Sandbox sandbox =
        new Sandbox(
            profile,
            means,
            out,
            (whose, incident) ->
                incidents.happened(id, whose, incident.reason(), incident.detail()));
    return UpstreamSettings.confined(id, command, server.startTimeout(), sandbox);
  }

  private EgressProxy proxy(ServerId id, SandboxSettings settings) {
    try {
      EgressProxy proxy =
          EgressProxy.open(
              Set.copyOf(settings.network()),
              host -> List.of(InetAddress.getAllByName(host)),
              why -> incidents.happened(id, "", Reason.EGRESS_REFUSED, why));
      proxies.put(id, proxy);
      return proxy;
    } catch (IOException full) {
      throw new UncheckedIOException("no way out could be opened for " + id, full);
    }
  }

  void measure(MetricsPage page) {
    MetricFamily tunnels =
        page.gauge("portreeve_egress_connections", "Connections of programs through their way out");
    proxies.forEach((id, proxy) -> tunnels.sample(proxy.tunnels(), "server", id.value()));
  }

  /** The names by which programs look for a proxy. */
  private static Map<String, String> through(String url) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : List.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")) {
      environment.put(name, url);
    }
    environment.put("NODE_USE_ENV_PROXY", "1");
    return environment;
  }

  @Override
  public void close() {
    proxies.values().forEach(EgressProxy::close);
  }
}
