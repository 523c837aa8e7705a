package io.portreeve.gateway.operations;

import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricsFormat;
import io.portreeve.gateway.metrics.MetricsPage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a monitor asks for: {@code /metrics}, {@code /healthz} (the process answers) and {@code
 * /readyz} (requests can be answered). Nobody is asked who he is, so nothing here may be a secret.
 *
 * <p>A page of somebody's browser cannot read it: the {@code Host} has to be a name that the
 * operator gave, or an address, which no resolver turns into another.
 */
public final class OperationsPages implements HttpHandler {
  private static final String TYPE = "content-type";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Origins origins;
  private final Readiness readiness;
  private final List<Measured> measured;

  public OperationsPages(Origins origins, Readiness readiness, List<Measured> measured) {
    this.origins = origins;
    this.readiness = readiness;
    this.measured = List.copyOf(measured);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) {
    if (!isAllowed(request)) {
      send(reply, 403, "this host or origin is not allowed\n");
    } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      reply.send(405, HttpFields.of("allow", "GET, HEAD"), new byte[0]);
    } else {
      switch (request.path()) {
        case "/metrics" -> metrics(request, reply);
        case "/healthz" -> send(reply, 200, "ok\n");
        case "/readyz" -> ready(reply);
        default -> send(reply, 404, "there are /metrics, /healthz and /readyz\n");
      }
    }
  }

  private boolean isAllowed(HttpRequest request) {
    return origins.allow(request)
        || (!request.headers().has("origin")
            && request.headers().first("host").filter(OperationsPages::isAddress).isPresent());
  }

  private static boolean isAddress(String host) {
    String literal =
        host.startsWith("[")
            ? host.replaceAll("^\\[([0-9A-Fa-f:.]*)](:[0-9]*)?$", "$1")
            : host.replaceAll("^([0-9.]*)(:[0-9]*)?$", "$1");
    try {
      return !InetAddress.ofLiteral(literal).isAnyLocalAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  private void metrics(HttpRequest request, HttpReply reply) {
    MetricsFormat format = MetricsFormat.wanted(request.headers().all("accept"));
    MetricsPage page = new MetricsPage(format);
    measured.forEach(one -> one.measure(page));
    HttpFields fields = HttpFields.of(TYPE, format.contentType(), "cache-control", "no-store");
    reply.send(200, fields.and("vary", "accept"), page.toBytes());
  }

  private void ready(HttpReply reply) {
    Optional<String> lack = readiness.lack();
    send(
        reply,
        lack.isEmpty() ? 200 : 503,
        lack.map(what -> "not ready: " + what + "\n").orElse("ready\n"));
  }

  private static void send(HttpReply reply, int status, String text) {
    reply.send(
        status,
        HttpFields.of(TYPE, TEXT, "cache-control", "no-store"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** Nobody: nothing here takes a body. */
  @Override
  public Optional<String> sender(HttpRequest head) {
    return Optional.empty();
  }
}
