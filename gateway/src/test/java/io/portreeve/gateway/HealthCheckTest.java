package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.config.Configuration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HealthCheckTest {
  private final Desk desk;
  private final HttpClient client = HttpClient.newHttpClient();

  HealthCheckTest(@TempDir Path directory) {
    this.desk = new Desk(directory, Map.of());
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    desk.close();
  }

  @Test
  void anybody_learnsThatItAnswers_andNothingMore() throws Exception {
    try (Gateway gateway = desk.start(keysOnly())) {
      HttpResponse<String> nobody = get(gateway.address(), "/healthz");
      HttpResponse<String> forged =
          get(gateway.address(), "/healthz?verbose=1", "authorization", "Bearer x");

      assertThat(nobody.statusCode()).isEqualTo(200);
      assertThat(nobody.body()).isEqualTo("ok\n");
      assertThat(nobody.headers().map().keySet())
          .isSubsetOf(
              "content-type",
              "cache-control",
              "content-length",
              "date",
              "connection",
              "x-content-type-options");
      assertThat(forged.statusCode()).isEqualTo(200);
      assertThat(forged.body()).isEqualTo(nobody.body());
      assertThat(forged.headers().map().keySet()).isEqualTo(nobody.headers().map().keySet());
      assertThat(desk.records(AuditKind.DECISION)).isEmpty();
    }
  }

  /** A server that cannot be reached must not make whoever watches us end the gateway. */
  @Test
  void whatItAnswers_doesNotDependOnTheServers() throws Exception {
    try (Gateway gateway = desk.start(keysOnly())) {
      desk.server.close();

      assertThat(get(gateway.address(), "/healthz").body()).isEqualTo("ok\n");
    }
  }

  @Test
  void otherMethodsAndNeighbouringPaths_areNotAnswered() throws Exception {
    try (Gateway gateway = desk.start(keysOnly())) {
      HttpRequest post =
          request(gateway.address(), "/healthz")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();

      assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(405);
      assertThat(get(gateway.address(), "/healthz/x").statusCode()).isEqualTo(404);
      assertThat(get(gateway.address(), "/health").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void endpointOfThatName_takesItsPlace() throws Exception {
    try (Gateway gateway = desk.start("http: {path: /healthz}")) {
      assertThat(get(gateway.address(), "/healthz").body()).contains("no session");
    }
  }

  private Configuration keysOnly() {
    return desk.read(
        """
        listen: 127.0.0.1:0
        data: ./data
        servers: {desk: {url: 'URL', era: modern}}
        """);
  }

  private HttpResponse<String> get(InetSocketAddress gateway, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(gateway, path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(InetSocketAddress gateway, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.getPort() + path));
  }
}
