package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Says that the process answers, to anybody, and nothing else: not which version it is, not how its
 * servers are, and the same whoever asks. No record is kept of it.
 */
final class HealthCheck implements HttpHandler {
  static final String PATH = "/healthz";

  private static final int OK = 200;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final byte[] FINE = "ok\n".getBytes(StandardCharsets.UTF_8);

  @Override
  public void handle(HttpRequest request, HttpReply reply) {
    if (request.method().equals("GET")) {
      reply.send(
          OK, HttpFields.of("content-type", "text/plain", "cache-control", "no-store"), FINE);
    } else {
      reply.send(METHOD_NOT_ALLOWED, HttpFields.of("allow", "GET"), new byte[0]);
    }
  }

  /** Nobody: it takes no body. */
  @Override
  public Optional<String> sender(HttpRequest head) {
    return Optional.empty();
  }
}
