package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.metrics.StrictPage;
import io.portreeve.gateway.reference.ReferencePage;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.client.RawClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a monitor sees of a whole gateway, over the listener that is its own. */
@Timeout(120)
class WatchedGatewayTest {
  private static final String WATCHED = "operations: {listen: '127.0.0.1:0'}";
  private static final String CALLS =
      "portreeve_exchanges_total{server=\"desk\",asked=\"tool-call\",ending=\"completed\"}";

  private final Desk desk;
  private final HttpClient client = HttpClient.newHttpClient();

  WatchedGatewayTest(@TempDir Path directory) {
    this.desk = new Desk(directory, Map.of());
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    desk.close();
  }

  private static InetSocketAddress monitors(Gateway gateway) {
    return gateway.operations().orElseThrow();
  }

  private HttpResponse<String> get(InetSocketAddress address, String path, String... headers) {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).join();
  }

  private StrictPage metrics(Gateway gateway) {
    return StrictPage.ofPrometheus(get(monitors(gateway), "/metrics").body());
  }

  @Test
  void call_isCounted_withWhatWasDecidedAndHowLongItTook() throws Exception {
    try (Gateway gateway = desk.start(WATCHED)) {
      assertThat(desk.call(gateway.address()).statusCode()).isEqualTo(200);

      Eventually.holds("the call is counted", () -> metrics(gateway).samples().containsKey(CALLS));
      StrictPage page = metrics(gateway);
      assertThat(page.value(CALLS)).isEqualTo(1);
      assertThat(
              page.value(
                  "portreeve_decisions_total{server=\"desk\",asked=\"tool-call\",verdict=\"forward\",reason=\"\"}"))
          .isEqualTo(1);
      assertThat(page.value("portreeve_exchange_duration_seconds_count{server=\"desk\"}"))
          .isEqualTo(1);
      assertThat(page.value("portreeve_server_up{server=\"desk\"}")).isEqualTo(1);
      assertThat(page.value("portreeve_audit_up")).isEqualTo(1);
      assertThat(page.value("portreeve_audit_records_total")).isGreaterThanOrEqualTo(2);
      assertThat(page.value("portreeve_store_up")).isEqualTo(1);
      assertThat(page.value("portreeve_state_up")).isEqualTo(1);
      assertThat(page.value("portreeve_approvals_waiting")).isZero();
      assertThat(page.value("portreeve_server_quarantined{server=\"desk\"}")).isZero();
      assertThat(page.value("portreeve_streams{endpoint=\"\"}")).isZero();
      assertThat(page.value("jvm_memory_used_bytes{area=\"heap\"}")).isPositive();
    }
  }

  @Test
  void monitorThatLikesIt_getsOpenMetrics() throws Exception {
    try (Gateway gateway = desk.start(WATCHED)) {
      HttpResponse<String> open =
          get(
              monitors(gateway),
              "/metrics",
              "accept",
              "application/openmetrics-text;version=1.0.0");
      HttpResponse<String> plain = get(monitors(gateway), "/metrics");

      assertThat(open.headers().firstValue("content-type"))
          .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
      assertThat(plain.headers().firstValue("content-type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(StrictPage.ofOpenMetrics(open.body()).samples().keySet())
          .isEqualTo(StrictPage.ofPrometheus(plain.body()).samples().keySet());
    }
  }

  @Test
  void everyMetric_isInTheReference_byItsLabels() throws Exception {
    String page = ReferencePage.METRICS.markdown();
    try (Gateway gateway = desk.start(WATCHED)) {
      assertThat(desk.call(gateway.address()).body()).contains("done");
      StrictPage told = metrics(gateway);
      assertThat(told.types().keySet())
          .hasSizeGreaterThan(30)
          .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
      assertThat(told.samples().keySet())
          .allSatisfy(sample -> assertThat(page).containsPattern(row(sample)));
    }
  }

  /** Whose last labels are those of the sample, but the bounds of a histogram. */
  private static Pattern row(String sample) {
    String labels =
        Pattern.compile("([a-z]+)=\"")
            .matcher(sample)
            .results()
            .map(hit -> hit.group(1))
            .filter(label -> !label.equals("le"))
            .map(label -> "`" + label + "`")
            .collect(Collectors.joining(", "));
    String name = sample.replaceFirst("\\{.*", "").replaceFirst("_(bucket|sum|count)$", "");
    return Pattern.compile(
        "\\| `"
            + name
            + "` \\| [a-z]+ \\| [^|]+ \\| "
            + (labels.isEmpty() ? "" : labels + " ")
            + "\\|");
  }

  @Test
  void serverThatCannotBeReached_isDown_andTheGatewayIsReady() throws Exception {
    try (Gateway gateway = desk.start(WATCHED)) {
      assertThat(desk.call(gateway.address()).body()).contains("done");
      desk.server.close();
      var _ = desk.call(gateway.address());

      Eventually.holds(
          "the server is down",
          () -> metrics(gateway).value("portreeve_server_up{server=\"desk\"}") == 0);
      assertThat(metrics(gateway).value("portreeve_server_failures_total{server=\"desk\"}"))
          .isPositive();
      assertThat(get(monitors(gateway), "/readyz").body()).isEqualTo("ready\n");
    }
  }

  /** Else whoever calls could fill the memory of the monitor, and read what others call. */
  @Test
  void wordsOfPeers_areOnNoPage_andMakeItNoLonger() throws Exception {
    try (Gateway gateway = desk.start(WATCHED)) {
      ask(gateway, 0);
      Set<String> before = metrics(gateway).samples().keySet();
      for (int i = 1; i < 40; i++) {
        ask(gateway, i);
      }

      assertThat(metrics(gateway).samples().keySet()).isEqualTo(before);
      assertThat(before).noneMatch(name -> name.contains("tale") || name.contains("teller"));
      assertThat(
              metrics(gateway).samples().entrySet().stream()
                  .filter(one -> one.getKey().startsWith("portreeve_decisions_total"))
                  .mapToDouble(Map.Entry::getValue)
                  .sum())
          .isGreaterThanOrEqualTo(40);
    }
  }

  private void ask(Gateway gateway, int number) throws Exception {
    String told = "tale" + number;
    var _ = desk.ask(gateway.address(), "prompts/get", "'name':'" + told + "'", "mcp-name", told);
    var _ = desk.ask(gateway.address(), "teller/" + told, "");
    var _ =
        desk.ask(
            gateway.address(), "resources/read", "'uri':'" + told + ":x'", "mcp-name", told + ":x");
  }

  @Test
  void clients_findNothingOfItWhereTheyCome_andMonitorsNothingElse() throws Exception {
    try (Gateway gateway = desk.start(WATCHED)) {
      assertThat(get(gateway.address(), "/metrics").statusCode()).isEqualTo(404);
      assertThat(get(gateway.address(), "/readyz").statusCode()).isEqualTo(404);
      assertThat(get(monitors(gateway), "/mcp").statusCode()).isEqualTo(404);
      assertThat(get(monitors(gateway), "/healthz").body()).isEqualTo("ok\n");
      assertThat(desk.call(monitors(gateway)).statusCode()).isEqualTo(413);
      assertThat(raw(gateway, "POST /metrics", "Host: localhost\r\nContent-Length: 0"))
          .startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void withoutAWord_nothingListensForMonitors() throws Exception {
    try (Gateway gateway = desk.start()) {
      assertThat(gateway.operations()).isEmpty();
    }
  }

  /** A page in a browser whose name leads here would read it else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: rebound.example",
        "Host: rebound.example:9464",
        "Host: 0.0.0.0:9464",
        "Host: 127.0.0.1.rebound.example",
        "Host: 127.0.0.1\r\nOrigin: https://rebound.example",
        "Host: 192.0.2.7\r\nOrigin: https://rebound.example"
      })
  void hostThatIsNotOurs_isRefused(String fields) throws Exception {
    try (Gateway gateway = desk.start(WATCHED)) {
      for (String path : new String[] {"/metrics", "/readyz", "/healthz"}) {
        assertThat(raw(gateway, "GET " + path, fields)).startsWith("HTTP/1.1 403");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost:9464",
        "Host: 127.0.0.1",
        "Host: [::1]:9464",
        "Host: 10.1.2.3:9464",
        "Host: [2001:db8::7]"
      })
  void hostThatNoResolverCanTurn_isAnswered(String fields) throws Exception {
    try (Gateway gateway = desk.start(WATCHED)) {
      assertThat(raw(gateway, "GET /readyz", fields)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void headRequest_getsTheLengthAlone() throws Exception {
    try (Gateway gateway = desk.start(WATCHED)) {
      assertThat(raw(gateway, "HEAD /healthz", "Host: localhost"))
          .contains("content-length: 3")
          .endsWith("\r\n\r\n");
    }
  }

  private static String raw(Gateway gateway, String what, String fields) throws Exception {
    try (RawClient raw = new RawClient(monitors(gateway))) {
      return raw.send(what + " HTTP/1.1\r\n" + fields + "\r\nConnection: close\r\n\r\n").all();
    }
  }

  /** Who balances load must know it while the last calls are being answered. */
  @Test
  void gatewayThatStops_isNotReady_andStillTellsHowItIs() throws Exception {
    try (ExecutorService operator = Executors.newVirtualThreadPerTaskExecutor()) {
      Gateway gateway = desk.start(WATCHED);
      InetSocketAddress monitors = monitors(gateway);
      Future<HttpResponse<String>> slow = desk.slowCall(gateway.address());

      Future<?> stopping = operator.submit(gateway::close);
      Eventually.holds(
          "it is not ready", () -> get(monitors, "/readyz").body().equals("not ready: stopping\n"));
      assertThat(get(monitors, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(monitors, "/healthz").statusCode()).isEqualTo(200);
      assertThat(metrics(gateway).value("portreeve_http_requests")).isEqualTo(1);
      desk.answer();

      assertThat(slow.get().body()).contains("done");
      stopping.get();
    }
  }

  @Test
  void reload_keepsWhatWasCounted_andForgetsServersThatAreGone() throws Exception {
    try (Gateway gateway = desk.start(two())) {
      var _ = desk.ask(gateway.address(), "tools/list", "");
      Eventually.holds(
          "both lists are counted",
          () ->
              metrics(gateway)
                  .samples()
                  .containsKey(
                      "portreeve_exchanges_total{server=\"desk\",asked=\"list\",ending=\"completed\"}"));
      assertThat(metrics(gateway).samples())
          .containsKey("portreeve_server_failures_total{server=\"other\"}");

      gateway.reload(desk.configuration("operations: {listen: '127.0.0.1:0'}"));

      StrictPage page = metrics(gateway);
      assertThat(page.samples().keySet()).noneMatch(name -> name.contains("\"other\""));
      assertThat(
              page.value(
                  "portreeve_exchanges_total{server=\"desk\",asked=\"list\",ending=\"completed\"}"))
          .isEqualTo(1);
    }
  }

  private Configuration two() {
    return desk.read(
        """
        listen: 127.0.0.1:0
        data: ./data
        authentication: {insecure-anonymous: {}}
        servers: {desk: {url: "URL", era: modern}, other: {url: "URL", era: modern}}
        policy: {allow: [{name: all, tools: ['*']}]}
        pinning: {first-seen: approve}
        """
            + WATCHED
            + "\n");
  }

  @Test
  void addressThatIsTaken_failsTheStart_andLeavesNothingRunning() throws Exception {
    try (Gateway first = desk.start(WATCHED)) {
      String taken = "operations: {listen: '127.0.0.1:" + monitors(first).getPort() + "'}";
      String text = "listen: 127.0.0.1:0\ndata: ./other\nservers: {desk: {url: 'URL'}}\n" + taken;

      assertThatExceptionOfType(StartFault.class)
          .isThrownBy(() -> desk.start(desk.read(text)))
          .withMessageStartingWith("operations.listen: something listens at 127.0.0.1:");
    }
    desk.start("operations: {listen: '127.0.0.1:0'}").close();
  }
}
