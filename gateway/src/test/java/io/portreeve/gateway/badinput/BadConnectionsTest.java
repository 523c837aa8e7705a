package io.portreeve.gateway.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.client.RawClient;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Connections that are slow, one-sided, greedy or gone, and floods of what needs no answer. */
@TestInstance(Lifecycle.PER_CLASS)
class BadConnectionsTest {
  private static final String LOOK =
      McpClient.request("tools/call", "'name':'look','arguments':{'item':'it'}").replace('\'', '"');
  private static final String LISTEN =
      McpClient.request("subscriptions/listen", "'notifications':{'toolsListChanged':true}")
          .replace('\'', '"');
  private static final int MANY = 200;

  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ScriptedServer server =
      ScriptedServer.start(
          Neighbour.script()
              .on("prompts/get", this::untilGone)
              .on(
                  "prompts/list",
                  turn ->
                      turn.result(
                          "{'resultType':'complete','ttlMs':0,'cacheScope':'private',"
                              + "'prompts':[{'name':'slow'}]}")));
  private final RunningGateway gateway;
  private final Neighbour neighbour;
  private final String key;

  BadConnectionsTest() throws StartFault {
    gateway =
        RunningGateway.before(
            server.url("/mcp"),
            RunningGateway.ALL,
            "authentication: {api-keys: true}",
            "limits: {requests-per-minute: 100000, max-request: 1MiB}");
    neighbour = new Neighbour(gateway.client("neighbour"));
    key = gateway.key("bad");
  }

  @AfterAll
  void close() {
    released.countDown();
    gateway.close();
    server.close();
  }

  private void untilGone(Turn turn) throws Exception {
    waiting.countDown();
    var _ = released.await(1, TimeUnit.MINUTES);
    turn.hangUp();
  }

  /** What a client does with its connection; the neighbour is served while it stays open. */
  private interface Bad {
    void use(RawClient client) throws Exception;
  }

  private DynamicTest bad(String name, Bad bad) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          try (RawClient client = new RawClient(gateway.address())) {
            bad.use(client);
            neighbour.isServed();
          }
          neighbour.isServed();
        });
  }

  private String head(String body, String... more) {
    String method =
        body.contains("listen") ? "subscriptions/listen" : "tools/call\r\nmcp-name: look";
    return "POST /mcp HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
        + key
        + "\r\ncontent-type: application/json\r\nmcp-protocol-version: 2026-07-28\r\nmcp-method: "
        + method
        + "\r\n"
        + String.join("\r\n", more)
        + (more.length > 0 ? "\r\n" : "")
        + "content-length: "
        + body.length()
        + "\r\n\r\n";
  }

  private String call() {
    return head(LOOK) + LOOK;
  }

  @TestFactory
  Stream<DynamicTest> slowAndHalfOpenConnections() {
    return Stream.of(
        bad("says nothing", _ -> {}),
        bad("says half a line", client -> client.send("POST /mc")),
        bad("says half a head", client -> client.send(head(LOOK).substring(0, 60))),
        bad("says half a body", client -> client.send(call().substring(0, call().length() - 9))),
        bad(
            "trickles",
            client -> assertThat(client.trickle(call()).answer()).contains("you said it")),
        bad("closes its half at once", client -> client.socket().shutdownOutput()),
        bad("closes its half in the head", client -> half(client.send("POST /mcp HTTP/1.1\r\n"))),
        bad("closes its half in the body", client -> half(client.send(head(LOOK) + "{"))),
        bad("closes its half after the call", client -> half(client.send(call()))),
        bad("leaves in the body", client -> client.send(head(LOOK) + "{").close()),
        bad("leaves after the call", client -> client.send(call()).close()),
        bad("resets", client -> reset(client.send(call()))),
        bad("waits to be asked for its body", this::expecting),
        bad("asks to be upgraded", client -> client.send(head(LOOK, "upgrade: h2c") + LOOK)),
        bad("reads nothing", client -> client.sendAsFarAsItGoes(call().repeat(500))),
        bad("listens and reads nothing", client -> client.send(head(LISTEN) + LISTEN)),
        bad("listens and leaves", client -> client.send(head(LISTEN) + LISTEN).close()));
  }

  private static void half(RawClient client) throws Exception {
    client.socket().shutdownOutput();
  }

  private static void reset(RawClient client) throws Exception {
    client.socket().setSoLinger(true, 0);
    client.close();
  }

  private void expecting(RawClient client) throws Exception {
    assertThat(client.send(head(LOOK, "expect: 100-continue")).head()).startsWith("HTTP/1.1 100 ");
    assertThat(client.send(LOOK).answer()).contains("you said it");
  }

  @Test
  void manyIdleConnections_keepNobodyOut() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        idle.add(new RawClient(gateway.address()).send("GET /m"));
      }
      neighbour.isServed();
    } finally {
      for (RawClient each : idle) {
        each.close();
      }
    }
    neighbour.isServed();
  }

  @Test
  void floodOfNotifications_isTaken_andNobodyWaitsForIt() throws Exception {
    String note = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard\"}";
    String post =
        head(note).replace("tools/call\r\nmcp-name: look", "notifications/unheard") + note;
    try (RawClient client = new RawClient(gateway.address())) {
      client.send(post.repeat(MANY));
      neighbour.isServed();
      for (int i = 0; i < MANY; i++) {
        assertThat(client.head()).startsWith("HTTP/1.1 202 ");
      }
    }
  }

  @Test
  void floodInASession_isTaken_andNobodyWaitsForIt() throws Exception {
    LegacyClient session = LegacyClient.begin(gateway.url(), key, "2025-11-25");
    for (int i = 0; i < MANY; i++) {
      String cancelled =
          "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':" + i + "}}";
      assertThat(session.post(cancelled).status()).isEqualTo(202);
      assertThat(session.post("{'jsonrpc':'2.0','id':" + i + ",'result':{}}").status())
          .isEqualTo(202);
    }
    neighbour.isServed();
    assertThat(session.ask("ping", "{}").error()).isZero();
  }

  @Test
  void callThatIsLeft_isCancelled_andOnRecord() throws Exception {
    try (RunningGateway own = RunningGateway.before(server.url("/mcp"), RunningGateway.ALL)) {
      String get = McpClient.request("prompts/get", "'name':'slow'").replace('\'', '"');
      String request =
          head(get).replace("tools/call\r\nmcp-name: look", "prompts/get\r\nmcp-name: slow") + get;
      try (RawClient client = new RawClient(own.address())) {
        client.send(request.replaceAll("authorization: .*\r\n", ""));
        assertThat(waiting.await(1, TimeUnit.MINUTES)).isTrue();
      }
      Recorded recorded = own.recorded();

      assertThat(recorded.of(AuditKind.DECISION)).hasSize(1);
      assertThat(recorded.endings()).containsExactly("cancelled");
    }
  }

  @Test
  void bodyThatIsTooLarge_isRefused_andOnRecord() throws Exception {
    String large = LOOK.replace("it\"", "it" + "x".repeat(2 << 20) + "\"");
    try (RunningGateway own =
        RunningGateway.before(
            server.url("/mcp"), RunningGateway.ALL, "limits: {max-request: 1MiB}")) {
      try (RawClient client = new RawClient(own.address())) {
        client.sendAsFarAsItGoes(head(large) + large);
        assertThat(client.head()).startsWith("HTTP/1.1 413 ");
      }
      assertThat(own.recorded().refusals()).containsExactly("request-too-large");
    }
  }
}
