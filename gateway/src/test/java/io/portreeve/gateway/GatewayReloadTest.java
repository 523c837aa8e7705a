package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.demo.DemoServer;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.keys.SecretSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayReloadTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  private static final SecretSource NO_SECRETS = new SecretSource(_ -> Optional.empty());

  @TempDir private Path directory = Path.of("");

  private final HttpEngine engine = HttpEngine.start(1);
  private String demo = "";

  @BeforeEach
  void startDemo() throws IOException {
    HttpListener listener =
        HttpListener.start(
            engine, ANY_PORT, ListenerOptions.defaults(), new DemoServer(), new OperatorLog());
    demo = "http://127.0.0.1:" + listener.address().getPort() + "/mcp";
  }

  @AfterEach
  void stopDemo() {
    engine.close();
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
            .formatted(demo, rule, String.join("\n", more));
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, _ -> Optional.empty());
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded(var configuration, _) -> configuration;
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(problems.toString());
    };
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
