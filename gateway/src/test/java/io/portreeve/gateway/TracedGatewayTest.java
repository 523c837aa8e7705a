package io.portreeve.gateway;

import static io.portreeve.gateway.rig.OtlpReceiver.attributes;
import static io.portreeve.gateway.rig.OtlpReceiver.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.portreeve.gateway.metrics.StrictPage;
import io.portreeve.gateway.rig.OtlpReceiver;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ScriptedHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collector is told of a gateway that runs, read by OpenTelemetry's own classes. */
@Timeout(120)
class TracedGatewayTest {
  private static final String THEIRS = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALL =
      "'name':'read','arguments':{'path':'very secret'},"
          + "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{},'traceparent':'00-"
          + THEIRS
          + "-b7ad6b7169203331-00'}";

  @TempDir private Path directory = Path.of("");

  private final OtlpReceiver collector = new OtlpReceiver();
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(directory, Map.of("OTLP", "Bearer t0ken"));
  }

  @AfterEach
  void close() {
    desk.close();
    collector.close();
  }

  private String told(String more) {
    return "telemetry: {otlp: {url: '%s', headers: {authorization: 'env:OTLP'}, timeout: 1m%s}}"
        .formatted(collector.url(), more);
  }

  private static boolean isCall(Span span, Span.SpanKind kind) {
    return span.getName().equals("tools/call read") && span.getKind() == kind;
  }

  private Span server() throws InterruptedException {
    return collector.span(span -> isCall(span, Span.SpanKind.SPAN_KIND_SERVER));
  }

  private Span client() throws InterruptedException {
    return collector.span(span -> isCall(span, Span.SpanKind.SPAN_KIND_CLIENT));
  }

  private HttpResponse<String> raw(Gateway gateway, String members) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.address().getPort() + "/mcp");
    String body =
        ("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{" + members + "}}")
            .replace('\'', '"');
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri)
              .header("content-type", "application/json")
              .header("mcp-protocol-version", "2026-07-28")
              .header("mcp-method", "tools/call")
              .header("mcp-name", "read")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void call_isASpanOfOurs_withTheRequestToTheServerInIt_whichTheServerKnows() throws Exception {
    try (Gateway gateway = desk.start(told(""))) {
      assertThat(raw(gateway, CALL).body()).contains("done");

      Span server = server();
      Span client = client();
      Map<String, String> said = attributes(server.getAttributesList());
      assertThat(said)
          .containsEntry("mcp.method.name", "tools/call")
          .containsEntry("gen_ai.tool.name", "read")
          .containsEntry("portreeve.server", "desk")
          .containsEntry("portreeve.verdict", "forward")
          .containsEntry("portreeve.ending", "completed")
          .containsEntry("portreeve.exchange", hex(server.getTraceId()));
      assertThat(server.getParentSpanId()).isEmpty();
      assertThat(server.getLinksList())
          .singleElement()
          .satisfies(link -> assertThat(hex(link.getTraceId())).isEqualTo(THEIRS));
      assertThat(client.getTraceId()).isEqualTo(server.getTraceId());
      assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
      HttpAsked asked = desk.server.next(it -> it.rpcMethod().equals("tools/call"));
      assertThat(asked.params().object("_meta").orElseThrow().string("traceparent"))
          .contains("00-%s-%s-01".formatted(hex(client.getTraceId()), hex(client.getSpanId())));
      assertThat(server.toString() + client).doesNotContain("very secret").doesNotContain("t0ken");
      assertThat(collector.nextHeaders()).containsEntry("Authorization", List.of("Bearer t0ken"));
    }
  }

  @Test
  void clientsTrace_isGoneOnWith_whereItIsJoined() throws Exception {
    try (Gateway gateway = desk.start(told(", peers: join"))) {
      assertThat(raw(gateway, CALL).body()).contains("done");

      Span server = server();
      assertThat(hex(server.getTraceId())).isEqualTo(THEIRS);
      assertThat(hex(server.getParentSpanId())).isEqualTo("b7ad6b7169203331");
      assertThat(hex(client().getTraceId())).isEqualTo(THEIRS);
    }
  }

  @Test
  void decisionPointAndClassifier_areStepsOfTheCall() throws Exception {
    try (ScriptedHttp point =
            ScriptedHttp.start((_, wire) -> wire.json(200, "{\"decision\":true}"));
        ScriptedHttp model =
            ScriptedHttp.start(
                (_, wire) -> wire.json(200, "[[{\"label\":\"SAFE\",\"score\":1}]]"));
        Gateway gateway =
            desk.start(
                desk.read(
                    """
                    listen: 127.0.0.1:0
                    data: ./data
                    authentication: {insecure-anonymous: {}}
                    servers: {desk: {url: "URL", era: modern, guardrails: block, classifiers: [house]}}
                    classifiers: {house: {url: "%s"}}
                    transparent: true
                    policy: {allow: [{name: all, tools: ['*']}], decision-point: {url: "%s"}}
                    pinning: {first-seen: approve}
                    %s
                    """
                        .formatted(model.url("/ask"), point.url("/decide"), told(""))))) {
      assertThat(raw(gateway, CALL).body()).contains("done");

      Span server = server();
      Span decision = collector.span(span -> span.getName().equals("ask decision-point"));
      assertThat(decision.getParentSpanId()).isEqualTo(server.getSpanId());
      assertThat(attributes(decision.getAttributesList()))
          .containsEntry("portreeve.decision", "allowed")
          .containsEntry("portreeve.questions", "1");
      Span opinion = collector.span(span -> span.getName().equals("ask classifier"));
      assertThat(opinion.getParentSpanId()).isEqualTo(server.getSpanId());
      assertThat(attributes(opinion.getAttributesList()))
          .containsEntry("portreeve.classifier", "house")
          .containsEntry("portreeve.opinion", "unsuspicious");
    }
  }

  @Test
  void collectorThatIsDown_costsNoCall() throws Exception {
    collector.close();
    try (Gateway gateway = desk.start(told(""), "operations: {listen: '127.0.0.1:0'}")) {
      for (int i = 0; i < 20; i++) {
        assertThat(raw(gateway, CALL).body()).contains("done");
      }
      assertThat(metrics(gateway).samples())
          .containsEntry("portreeve_telemetry_spans_total{outcome=\"told\"}", 0.0)
          .containsKey("portreeve_telemetry_waiting");
    }
  }

  private static StrictPage metrics(Gateway gateway) throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + gateway.operations().orElseThrow().getPort() + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return StrictPage.ofPrometheus(
          client
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }

  /** Whoever stops a gateway is told of its last calls. */
  @Test
  void stop_tellsWhatWasLeft() throws Exception {
    try (Gateway gateway = desk.start(told(""))) {
      assertThat(raw(gateway, CALL).body()).contains("done");
    }
    assertThat(server().getName()).isEqualTo("tools/call read");
  }

  /** Also where nothing is traced; a reload does not begin anew. */
  @Test
  void durations_areTold_ofEveryCall() throws Exception {
    try (Gateway gateway = desk.start(told(", sampling: 0"))) {
      assertThat(raw(gateway, CALL).body()).contains("done");
      gateway.reload(desk.configuration(told(", sampling: 1")));
      assertThat(raw(gateway, CALL).body()).contains("done");
    }

    ExportMetricsServiceRequest told = collector.nextMetrics();
    while (calls(told) < 2) {
      told = collector.nextMetrics();
    }
    assertThat(told.toString())
        .contains("mcp.server.operation.duration", "mcp.client.operation.duration", "\"read\"")
        .doesNotContain("very secret", "portreeve.exchange");
  }

  private static long calls(ExportMetricsServiceRequest told) {
    return told.getResourceMetrics(0).getScopeMetrics(0).getMetricsList().stream()
        .filter(metric -> metric.getName().equals("mcp.server.operation.duration"))
        .flatMap(metric -> metric.getHistogram().getDataPointsList().stream())
        .filter(point -> attributes(point.getAttributesList()).containsValue("tools/call"))
        .mapToLong(HistogramDataPoint::getCount)
        .sum();
  }

  @Test
  void durations_areNotTold_whereNobodyWantsThem() throws Exception {
    try (Gateway gateway = desk.start(told(", metrics: false"))) {
      assertThat(raw(gateway, CALL).body()).contains("done");
    }
    assertThat(server().getName()).isEqualTo("tools/call read");
    assertThat(collector.hasMetrics()).isFalse();
  }

  @Test
  void nothingIsTold_andNoServerIsTraced_withoutACollector() throws Exception {
    try (Gateway gateway = desk.start("operations: {listen: '127.0.0.1:0'}")) {
      assertThat(raw(gateway, CALL).body()).contains("done");

      HttpAsked asked = desk.server.next(it -> it.rpcMethod().equals("tools/call"));
      assertThat(asked.params().object("_meta").orElseThrow().string("traceparent"))
          .contains("00-" + THEIRS + "-b7ad6b7169203331-00");
      assertThat(metrics(gateway).samples().keySet()).noneMatch(name -> name.contains("telemetry"));
    }
  }
}
