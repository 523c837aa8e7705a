package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.chain.Chain;
import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.demo.DemoServer;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By whichever door a message comes in, the whole chain judges it, and what comes back. */
class EntryPointsTest {
  private static final SecretSource NO_SECRETS = new SecretSource(_ -> Optional.empty());
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"%s\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
  private static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  @TempDir private Path directory = Path.of("");

  private final Serving demo = new Serving(new DemoServer());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    demo.close();
  }

  @Test
  void requestsOverHttp_ofTheStatelessRevision_meetTheWholeChain() throws Exception {
    try (Gateway gateway = Gateway.start(configuration(), NO_SECRETS)) {
      String list =
          post(
              at(gateway, "/mcp", list(META)),
              "MCP-Protocol-Version",
              "2026-07-28",
              "Mcp-Method",
              "tools/list");
      String sum =
          post(
              at(gateway, "/mcp", call(META)),
              "MCP-Protocol-Version",
              "2026-07-28",
              "Mcp-Method",
              "tools/call",
              "Mcp-Name",
              "add");

      judged(list, sum);
    }
    recorded();
  }

  @Test
  void requestsOverHttp_ofAStatefulRevision_meetTheWholeChain() throws Exception {
    try (Gateway gateway = Gateway.start(configuration(), NO_SECRETS)) {
      HttpResponse<String> opened =
          send(at(gateway, "/mcp", INITIALIZE.formatted("2025-11-25")).build());
      String session = opened.headers().firstValue("mcp-session-id").orElseThrow();
      var _ = post(at(gateway, "/mcp", INITIALIZED), "Mcp-Session-Id", session);
      String list = post(at(gateway, "/mcp", list("")), "Mcp-Session-Id", session);
      String sum = post(at(gateway, "/mcp", call("")), "Mcp-Session-Id", session);

      judged(list, sum);
    }
    recorded();
  }

  @Test
  void requestsOverHttpAndServerSentEvents_meetTheWholeChain() throws Exception {
    try (Gateway gateway = Gateway.start(configuration(), NO_SECRETS)) {
      HttpRequest listen =
          HttpRequest.newBuilder(address(gateway, "/sse"))
              .header("Accept", "text/event-stream")
              .build();
      try (Stream<String> lines = client.send(listen, HttpResponse.BodyHandlers.ofLines()).body()) {
        Iterator<String> data = lines.filter(line -> line.startsWith("data: ")).iterator();
        String messages = data.next().substring("data: ".length());
        var _ = post(at(gateway, messages, INITIALIZE.formatted("2024-11-05")));
        assertThat(data.next()).contains("2024-11-05");
        var _ = post(at(gateway, messages, INITIALIZED));
        var _ = post(at(gateway, messages, list("")));
        String list = data.next();
        var _ = post(at(gateway, messages, call("")));

        judged(list, data.next());
      }
    }
    recorded();
  }

  @Test
  void requestsOverStdio_ofTheStatelessRevision_meetTheWholeChain() throws Exception {
    judged(serve(list(META)), serve(call(META)));
    recorded();
  }

  @Test
  void requestsOverStdio_ofAStatefulRevision_meetTheWholeChain() throws Exception {
    String opening = INITIALIZE.formatted("2025-06-18") + "\n" + INITIALIZED + "\n";

    judged(serve(opening + list("")), serve(opening + call("")));
    recorded();
  }

  /** The list is cut, and the call goes through. */
  private static void judged(String list, String sum) {
    assertThat(list).contains("\"add\"").doesNotContain("delete_everything");
    assertThat(sum).contains("\"text\":\"5\"");
  }

  private void recorded() throws IOException {
    assertThat(controls(record(AuditKind.DECISION, "tools/call")))
        .containsExactlyElementsOf(
            Chain.request(ClosedPorts.ports()).stream()
                .map(placed -> placed.control().name())
                .toList());
    assertThat(controls(record(AuditKind.OUTCOME, "tools/list"))).contains("ToolAllowlist");
  }

  private AuditRecord record(AuditKind kind, String method) throws IOException {
    return new AuditReader(directory.resolve("data").resolve("audit"))
        .last(100, AuditFilter.all().kind(kind)).stream()
            .filter(one -> one.fields().string("method").equals(Optional.of(method)))
            .reduce((_, last) -> last)
            .orElseThrow();
  }

  private static List<String> controls(AuditRecord record) {
    return record.fields().array("decisions").orElseThrow().stream()
        .map(EntryPointsTest::control)
        .toList();
  }

  private static String control(Json decision) {
    return ((JsonObject) decision).string("control").orElseThrow();
  }

  private static String list(String meta) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{" + meta + "}}";
  }

  private static String call(String meta) {
    return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"add\","
        + "\"arguments\":{\"a\":2,\"b\":3}"
        + (meta.isEmpty() ? "" : "," + meta)
        + "}}";
  }

  private String serve(String lines) throws StartFault, InterruptedException {
    var in = new ByteArrayInputStream((lines + "\n").getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();
    Gateway.serve(configuration(), NO_SECRETS, in, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static URI address(Gateway gateway, String path) {
    return URI.create("http://127.0.0.1:" + gateway.address().getPort() + path);
  }

  private static HttpRequest.Builder at(Gateway gateway, String path, String body) {
    return HttpRequest.newBuilder(address(gateway, path))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private String post(HttpRequest.Builder request, String... headers) throws Exception {
    return send((headers.length == 0 ? request : request.headers(headers)).build()).body();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private Configuration configuration() {
    String text =
        """
        listen: 127.0.0.1:0
        data: ./data
        http: {sse-path: /sse}
        authentication: {insecure-anonymous: {}}
        servers: {demo: {url: "%s", guardrails: block, redaction: {requests: {secrets: block}}}}
        transparent: true
        policy: {allow: [{name: some, tools: [add]}]}
        pinning: {first-seen: approve}
        information-flow: {policy: session, servers: {demo: {tools: {add: {effects: false}}}}}
        """
            .formatted(demo.url());
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, Expression.Reader.UNREAD);
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded(var right, _) -> right;
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }
}
