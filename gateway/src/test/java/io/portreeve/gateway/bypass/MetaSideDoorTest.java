package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is smuggled beside the message: members that are nobody's, or the other side's. */
@TestInstance(Lifecycle.PER_CLASS)
class MetaSideDoorTest {
  private final Script script = Shop.script();
  private final ScriptedServer server = ScriptedServer.start(script);
  private final RunningGateway gateway;

  MetaSideDoorTest() throws StartFault {
    gateway = RunningGateway.before(server.url("/mcp"), RunningGateway.ALL);
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    var _ = server.http().rest();
    script.on("tools/call", turn -> turn.result(Shop.text("done")));
  }

  private HttpAsked sent(String meta) throws Exception {
    String body =
        McpClient.request("tools/call", "'name':'look','arguments':{}")
            .replace("'_meta':{", "'_meta':{" + meta + ",");
    assertThat(gateway.client().post(body).body()).contains("done");
    return server.http().next(asked -> asked.rpcMethod().equals("tools/call"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'io.modelcontextprotocol/subscriptionId':'smuggled'",
        "'io.modelcontextprotocol/serverInfo':{'name':'smuggled'}",
        "'io.modelcontextprotocol/related-task':{'taskId':'smuggled'}",
        "'io.modelcontextprotocol/anything':'smuggled'",
        "'io.mcp/principal':'smuggled'",
        "'com.modelcontextprotocol.api/x':'smuggled'",
        "'io.modelcontextprotocol/clientInfo':{'name':'smuggled','version':'1'}"
      })
  void reservedKeyOfAClient_isNotForwarded(String key) throws Exception {
    assertThat(sent(key).body()).doesNotContain("smuggled");
  }

  @Test
  void keyOfTheClientsOwn_andTheTrace_areForwarded() throws Exception {
    String sent = sent("'com.example/x':'kept','traceparent':'00-1-2-01'").body();

    assertThat(sent).contains("kept", "00-1-2-01");
  }

  @Test
  void capabilityThatTheGatewayDoesNotCarry_isNotClaimedForTheClient() throws Exception {
    String body =
        McpClient.request("tools/call", "'name':'look','arguments':{}")
            .replace(
                "'io.modelcontextprotocol/clientCapabilities':{}",
                "'io.modelcontextprotocol/clientCapabilities':{'extensions':{'x/smuggled':{}},"
                    + "'experimental':{'smuggled':{}},'tasks':{'smuggled':{}}}");

    assertThat(gateway.client().post(body).body()).contains("done");
    assertThat(server.http().next(it -> it.rpcMethod().equals("tools/call")).body())
        .doesNotContain("smuggled");
  }

  @Test
  void memberOfTheEnvelope_isNotForwarded() throws Exception {
    String body =
        McpClient.request("tools/call", "'name':'look','arguments':{}")
            .replace("{'jsonrpc'", "{'auth':'smuggled','result':{'x':'smuggled'},'jsonrpc'");

    gateway.client().post(body);
    assertThat(server.http().rest().toString()).doesNotContain("smuggled");
  }

  @Test
  void idOfTheClient_isNotTheServers() throws Exception {
    String body =
        McpClient.request("tools/call", "'name':'look','arguments':{}")
            .replace("'id':7", "'id':'id-of-the-client'");

    Reply reply = gateway.client().post(body);

    assertThat(reply.last().string("id")).contains("id-of-the-client");
    assertThat(server.http().rest().toString()).doesNotContain("id-of-the-client");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'io.modelcontextprotocol/subscriptionId':'smuggled'",
        "'io.modelcontextprotocol/related-task':{'taskId':'smuggled'}",
        "'io.mcp/x':'smuggled'"
      })
  void reservedKeyOfAServer_doesNotReachTheClient(String key) throws Exception {
    script.on(
        "tools/call",
        turn -> turn.result("{'resultType':'complete','content':[],'_meta':{" + key + "}}"));

    assertThat(gateway.client().call("look", "{}").body())
        .contains("content")
        .doesNotContain("smuggled");
  }

  @Test
  void sameProgressToken_ofTwoClients_isNotMixedUp() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    script.on(
        "tools/call",
        turn -> {
          both.countDown();
          assertThat(both.await(1, TimeUnit.MINUTES)).isTrue();
          report(turn);
        });
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> anna = clients.submit(() -> looking("anna"));
      Future<Reply> ben = clients.submit(() -> looking("ben"));

      assertThat(anna.get().body()).contains("for anna").doesNotContain("for ben");
      assertThat(ben.get().body()).contains("for ben").doesNotContain("for anna");
    }
  }

  private static void report(Turn turn) throws IOException {
    JsonObject params = turn.params();
    String token =
        params.object("_meta").flatMap(it -> it.get("progressToken")).orElseThrow().toString();
    String item = params.object("arguments").flatMap(it -> it.string("item")).orElse("");
    turn.notify(
        "notifications/progress",
        "{'progressToken':" + token + ",'progress':1,'message':'for " + item + "'}");
    turn.result(Shop.text("done"));
  }

  private Reply looking(String who) throws Exception {
    String body =
        McpClient.request("tools/call", "'name':'look','arguments':{'item':'" + who + "'}")
            .replace("'_meta':{", "'_meta':{'progressToken':'same',");
    return gateway.client(who).post(body);
  }
}
