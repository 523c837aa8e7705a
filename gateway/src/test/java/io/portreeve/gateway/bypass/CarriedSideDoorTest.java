package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients carry for us between requests, in the hands of the wrong one or bent. */
@TestInstance(Lifecycle.PER_CLASS)
class CarriedSideDoorTest {
  private static final String CAPABLE =
      "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{'form':{}}}";
  private static final String LOOK = "'name':'look','arguments':{'item':'a'}";
  private static final String ANSWER =
      ",'inputResponses':{'q':{'action':'accept','content':{'pin':'1'}}}";

  private final ScriptedServer server =
      ScriptedServer.start(
          Shop.script()
              .on("tools/call", CarriedSideDoorTest::askFirst)
              .on("prompts/list", CarriedSideDoorTest::inPages)
              .on("resources/list", CarriedSideDoorTest::inPages));
  private final RunningGateway gateway;
  private final McpClient anna;
  private final McpClient eve;

  CarriedSideDoorTest() throws StartFault {
    String reach =
        "{url: \"" + server.url("/mcp") + "\", era: modern, may-ask: [elicitation-form]}";
    gateway =
        RunningGateway.start(
            "servers: {one: " + reach + "}", "transparent: true", RunningGateway.ALL);
    anna = gateway.client("anna");
    eve = gateway.client("eve");
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    var _ = server.http().rest();
  }

  private static void askFirst(Turn turn) throws IOException {
    if (turn.params().string("requestState").isPresent()) {
      turn.result(Shop.text("the secret of " + turn.params().string("requestState").get()));
    } else {
      turn.result(
          "{'resultType':'input_required','requestState':'internal state','inputRequests':{'q':"
              + "{'method':'elicitation/create','params':{'message':'PIN?','requestedSchema':"
              + "{'type':'object','properties':{'pin':{'type':'string'}}}}}}}");
    }
  }

  private static void inPages(Turn turn) throws IOException {
    String member = turn.request().string("method").orElse("").split("/", -1)[0];
    String more = turn.params().string("cursor").isPresent() ? "" : ",'nextCursor':'their cursor'";
    turn.result(Shop.list(member, "").replaceFirst("\\}$", more + "}"));
  }

  private static Reply call(McpClient client, String members) throws Exception {
    return client.post(
        McpClient.request("tools/call", members)
            .replace("'io.modelcontextprotocol/clientCapabilities':{}", CAPABLE));
  }

  private String state() throws Exception {
    Reply asked = call(anna, LOOK);
    assertThat(asked.body()).contains("input_required").doesNotContain("internal state");
    forget();
    return asked.result().string("requestState").orElseThrow();
  }

  private void refused(Reply reply) throws Exception {
    assertThat(reply.error()).isEqualTo(-32602);
    assertThat(reply.body()).doesNotContain("secret", "internal", "their cursor");
    assertThat(server.http().rest()).noneMatch(asked -> asked.body().contains("internal state"));
  }

  @Test
  void stateOfTheCaller_opensForTheSameCall() throws Exception {
    String state = state();

    assertThat(call(anna, LOOK + ",'requestState':'" + state + "'" + ANSWER).body())
        .contains("the secret of internal state");
  }

  @Test
  void stateOfAnotherPrincipal_doesNotOpen() throws Exception {
    refused(call(eve, LOOK + ",'requestState':'" + state() + "'" + ANSWER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'name':'look','arguments':{'item':'b'}",
        "'name':'look','arguments':{}",
        "'name':'say','arguments':{'text':'a'}",
        "'name':'look','arguments':{'item':'a'},'extra':1"
      })
  void stateOfAnotherCall_doesNotOpen(String call) throws Exception {
    refused(call(anna, call + ",'requestState':'" + state() + "'" + ANSWER));
  }

  @Test
  void stateThatWasBent_doesNotOpen() throws Exception {
    String state = state();
    String first = state.startsWith("A") ? "B" : "A";

    refused(call(anna, LOOK + ",'requestState':'" + first + state.substring(1) + "'"));
    refused(call(anna, LOOK + ",'requestState':'" + state + "A'"));
    refused(call(anna, LOOK + ",'requestState':'internal state'"));
    refused(call(anna, LOOK + ",'requestState':''"));
  }

  @Test
  void cursorOfTheCaller_opensForTheSameList() throws Exception {
    Reply page = anna.ask("prompts/list", "");
    String cursor = page.result().string("nextCursor").orElseThrow();

    assertThat(page.body()).doesNotContain("their cursor");
    assertThat(anna.ask("prompts/list", "'cursor':'" + cursor + "'").result().has("nextCursor"))
        .isFalse();
  }

  @Test
  void cursorOfAnotherPrincipalOrList_doesNotOpen() throws Exception {
    String cursor = anna.ask("prompts/list", "").result().string("nextCursor").orElseThrow();

    refused(eve.ask("prompts/list", "'cursor':'" + cursor + "'"));
    refused(anna.ask("resources/list", "'cursor':'" + cursor + "'"));
    refused(anna.ask("tools/list", "'cursor':'" + cursor + "'"));
    refused(anna.ask("prompts/list", "'cursor':'their cursor'"));
    refused(anna.ask("prompts/list", "'cursor':''"));
  }

  @Test
  void cursorAsAState_andAStateAsACursor_doNotOpen() throws Exception {
    String cursor = anna.ask("prompts/list", "").result().string("nextCursor").orElseThrow();
    String state = state();

    refused(call(anna, LOOK + ",'requestState':'" + cursor + "'"));
    refused(anna.ask("prompts/list", "'cursor':'" + state + "'"));
  }

  @Test
  void sessionOfAnotherPrincipal_doesNotExist() throws Exception {
    String key = gateway.key("owner");
    LegacyClient owner = LegacyClient.begin(gateway.url(), key, "2025-11-25");
    String list = "{'jsonrpc':'2.0','id':1,'method':'tools/list'}";

    for (String method : new String[] {"POST", "GET", "DELETE"}) {
      Reply stolen =
          eve.send(method, method.equals("POST") ? list : "", "mcp-session-id", owner.session());
      Reply none =
          eve.send(method, method.equals("POST") ? list : "", "mcp-session-id", "no-such-session");

      assertThat(stolen.status()).isEqualTo(404);
      assertThat(stolen.body()).isEqualTo(none.body());
    }
    assertThat(owner.ask("tools/list", "{}").body()).contains("look");
  }
}
