package io.portreeve.gateway;

import io.portreeve.gateway.config.OperationsSettings;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.operations.JournalMeter;
import io.portreeve.gateway.operations.KeyMeter;
import io.portreeve.gateway.operations.MeterPage;
import io.portreeve.gateway.operations.OperationsPages;
import io.portreeve.gateway.operations.ProcessMeter;
import io.portreeve.gateway.operations.Readiness;
import io.portreeve.gateway.operations.StateMeter;
import io.portreeve.gateway.operations.StoreMeter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * The listener for monitors. It shares no bound with that of clients: whoever fills the one takes
 * nothing from the other.
 */
final class Watched implements AutoCloseable {
  private static final int CONNECTIONS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpListener listener;
  private final Readiness readiness;

  private Watched(HttpListener listener, Readiness readiness) {
    this.listener = listener;
    this.readiness = readiness;
  }

  static Watched start(
      OperationsSettings settings, Parts parts, Succession succession, HttpListener clients)
      throws IOException {
    Vault vault = parts.vault();
    HotState hot = parts.hot();
    Readiness readiness =
        new Readiness(vault.journal(), vault.store().settings(), hot::isReachable, parts.clock());
    List<Measured> measured =
        List.of(
            new MeterPage(parts.meters()),
            page -> clients(page, clients),
            page -> succession.current().measure(page),
            new StoreMeter(vault.store(), parts.meters(), parts.clock()),
            new StateMeter(hot::isReachable),
            new KeyMeter(vault.keys()::metUnderUnknownSecret),
            page -> parts.nodes().ifPresent(nodes -> nodes.measure(page)),
            new JournalMeter(vault.journal()),
            new ProcessMeter());
    HttpListener listener =
        HttpListener.start(
            parts.engine(),
            settings.listen().socketAddress(),
            options(),
            new OperationsPages(
                Origins.of(settings.allowedHosts(), List.of()), readiness, measured),
            new OperatorLog(parts.clock()));
    return new Watched(listener, readiness);
  }

  private static ListenerOptions options() {
    return ListenerOptions.defaults()
        .withMaxHeader(8 * 1024, 50)
        .withMaxBody(1, CONNECTIONS)
        .withMaxLoad(CONNECTIONS, CONNECTIONS, CONNECTIONS)
        .withTimeouts(PATIENCE, PATIENCE, PATIENCE.multipliedBy(12), PATIENCE);
  }

  private static void clients(MetricsPage page, HttpListener clients) {
    var _ =
        page.gauge("portreeve_http_connections", "Connections of clients that are open")
            .sample(clients.connections());
    var _ =
        page.gauge("portreeve_http_requests", "Requests of clients that are being answered")
            .sample(clients.underWay());
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return listener.address();
  }

  /** From now on the gateway is not ready; how it is can still be asked. */
  void stopping() {
    readiness.stop();
  }

  @Override
  public void close() {
    listener.close();
  }
}
