package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.demo.DemoServer;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpStream;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.testkit.Jsons;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GatewayReloadTest {
  private static final String DRAIN = "http: {drain: 10m}";
  private static final SecretSource NO_SECRETS = new SecretSource(_ -> Optional.empty());

  @TempDir private Path directory = Path.of("");

  private final Serving demo = new Serving(GatewayReloadTest::answer);

  /** The demo server tells of no changes, so somebody else listens for it. */
  private static void answer(io.portreeve.gateway.http.HttpRequest request, HttpReply reply)
      throws Exception {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    if (!body.contains("subscriptions/listen")) {
      new DemoServer().handle(request, reply);
      return;
    }
    HttpFields events = HttpFields.of("content-type", "text/event-stream");
    try (HttpStream stream = reply.stream(200, events)) {
      Object id = Jsons.object(body).get("id").orElseThrow();
      String acknowledged =
          "data: {'jsonrpc':'2.0','method':'notifications/subscriptions/acknowledged','params':"
              + "{'notifications':{'toolsListChanged':true},'_meta':"
              + "{'io.modelcontextprotocol/subscriptionId':"
              + id
              + "}}}\n\n";
      stream.write(acknowledged.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
      CountDownLatch gone = new CountDownLatch(1);
      reply.onDisconnect(gone::countDown);
      gone.await();
    }
  }

  @AfterEach
  void stopDemo() {
    demo.close();
  }

  @Test
  void reload_putsThePolicyInForce_onTheSameAddress() throws Exception {
    try (Gateway gateway = Gateway.start(configuration("tools: [add, read_note]"), NO_SECRETS)) {
      InetSocketAddress address = gateway.address();
      assertThat(tools(address)).contains("\"add\"", "\"read_note\"");

      gateway.reload(configuration("tools: [add]"));

      assertThat(gateway.address()).isEqualTo(address);
      assertThat(tools(address)).contains("\"add\"").doesNotContain("\"read_note\"");
    }
  }

  @Test
  void reloadThatNeedsANewStart_changesNothing() throws Exception {
    try (Gateway gateway = Gateway.start(configuration("tools: [add]"), NO_SECRETS)) {
      Configuration other = configuration("tools: ['*']", "limits: {max-request: 1MiB}");

      assertThatThrownBy(() -> gateway.reload(other))
          .isInstanceOf(StartFault.class)
          .hasMessage("limits.max-request needs a new start");
      assertThat(tools(gateway.address())).doesNotContain("\"read_note\"");
    }
  }

  @Test
  void reloadWithAPolicyThatDoesNotCompile_changesNothing() throws Exception {
    try (Gateway gateway = Gateway.start(configuration("tools: [add]"), NO_SECRETS)) {
      Configuration broken = configuration("tools: ['*'], when: nonsense");

      assertThatThrownBy(() -> gateway.reload(broken)).isInstanceOf(StartFault.class);
      assertThat(tools(gateway.address())).contains("\"add\"").doesNotContain("\"read_note\"");
    }
  }

  @Test
  void reloadsUnderLoad_loseNoRequest() throws Exception {
    try (Gateway gateway = Gateway.start(configuration("tools: [add]"), NO_SECRETS);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean reloading = new AtomicBoolean(true);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(clients.submit(() -> askWhile(reloading, gateway.address())));
      }
      for (int i = 0; i < 10; i++) {
        gateway.reload(configuration("tools: [add, tool-" + i + "]"));
      }
      reloading.set(false);
      for (Future<Integer> each : answers) {
        assertThat(each.get()).isPositive();
      }
    }
  }

  @Test
  @Timeout(120)
  void streamThatListens_isEndedByAReload_longBeforeTheOthersMustLeave() throws Exception {
    try (Gateway gateway = Gateway.start(configuration("tools: [add]", DRAIN), NO_SECRETS);
        HttpClient client = HttpClient.newHttpClient();
        InputStream stream = listen(client, gateway.address())) {
      assertThat(stream.read()).isPositive();

      gateway.reload(configuration("tools: [read_note]", DRAIN));

      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
          .contains("notifications/subscriptions/acknowledged");
    }
  }

  private static InputStream listen(HttpClient client, InetSocketAddress address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "subscriptions/listen")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{
                      "notifications":{"toolsListChanged":true},"_meta":{
                      "io.modelcontextprotocol/protocolVersion":"2026-07-28",
                      "io.modelcontextprotocol/clientCapabilities":{}}}}
                    """))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  private static int askWhile(AtomicBoolean reloading, InetSocketAddress address) throws Exception {
    int asked = 0;
    do {
      assertThat(tools(address)).contains("\"add\"");
      asked++;
    } while (reloading.get());
    return asked;
  }

  private Configuration configuration(String rule, String... more) {
    String text =
        """
        listen: 127.0.0.1:0
        data: ./data
        authentication: {insecure-anonymous: {}}
        servers: {demo: {url: "%s"}}
        transparent: true
        policy: {allow: [{name: some, %s}]}
        pinning: {first-seen: approve}
        %s
        """
            .formatted(demo.url(), rule, String.join("\n", more));
    return Configurations.of(directory, text);
  }

  private static String tools(InetSocketAddress address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/list")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{
                      "io.modelcontextprotocol/protocolVersion":"2026-07-28",
                      "io.modelcontextprotocol/clientCapabilities":{}}}}
                    """))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
