package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.server.ScriptedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that look like allowed ones, and what the answers tell about names that are not. */
@TestInstance(Lifecycle.PER_CLASS)
class NameSideDoorTest {
  private static final String MARKED =
      "{'name':'wipe','inputSchema':{'type':'object','properties':"
          + "{'item':{'type':'string','x-mcp-header':'Item'}}}}";

  private final ScriptedServer server =
      ScriptedServer.start(
          Shop.script()
              .on(
                  "tools/list",
                  turn -> turn.result(Shop.list("tools", Shop.tool("look", "") + "," + MARKED))));
  private final RunningGateway gateway;
  private final RunningGateway several;

  NameSideDoorTest() throws StartFault {
    gateway = RunningGateway.before(server.url("/mcp"), Shop.POLICY);
    String reach = "{url: \"" + server.url("/mcp") + "\", era: modern}";
    several =
        RunningGateway.start(
            "servers: {one: " + reach + ", two: " + reach + "}",
            "policy: {allow: [{name: one, servers: [one], tools: [look]}]}");
  }

  @AfterAll
  void close() {
    gateway.close();
    several.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    var _ = server.http().rest();
  }

  private void unknown(McpClient client, String name) throws Exception {
    Reply reply = client.ask("tools/call", "'name':'" + name + "','arguments':{}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.last()).isEqualTo(client.call("no_such_tool", "{}").last());
    assertThat(server.http().rest()).noneMatch(it -> it.rpcMethod().equals("tools/call"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "look\\u0000",
        "\\u0000look",
        "look\\u0000wipe",
        " look",
        "look ",
        "look\\t",
        "look\\n",
        "look\\r\\nmcp-name: wipe",
        "LOOK",
        "Look",
        "l\\u043eok",
        "lo\\u03bfk",
        "\\uff4c\\uff4f\\uff4f\\uff4b",
        "loo\\u212a",
        "look\\u200b",
        "look\\ufeff",
        "look\\u00ad",
        "look\\u202e",
        "look/../wipe",
        "look/wipe",
        "./look",
        "%6cook",
        "look%00",
        "look;wipe",
        "look*",
        "*",
        "",
        "wipe",
        "WIPE",
        "look\\udb40\\udc41",
        "=?base64?bG9vaw==?="
      })
  void nameThatOnlyLooksAllowed_isUnknown(String name) throws Exception {
    assertThat(gateway.client().call("look", "{}").body()).contains("done look");
    forget();

    unknown(gateway.client(), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "look",
        "__look",
        "one_look",
        "one___look",
        "one__one__look",
        "ONE__look",
        "one__LOOK",
        "one__",
        "two__look",
        "three__look",
        "one__wipe",
        "one __look",
        "one\\u0000__look",
        "one__two__look",
        "two__one__look",
        "it__look"
      })
  void prefixThatIsNotTheOperators_leadsNowhere(String name) throws Exception {
    assertThat(several.client().call("one__look", "{}").body()).contains("done look");
    forget();

    unknown(several.client(), name);
  }

  @Test
  void hiddenTool_isNotBetrayedByItsHeaders() throws Exception {
    McpClient client = gateway.client();
    JsonObject none = client.call("no_such_tool", "{'item':'x'}").last();

    assertThat(gateway.client("root", "staff").call("wipe", "{'item':'x'}").error())
        .isEqualTo(-32020);
    assertThat(client.call("wipe", "{'item':'x'}").last()).isEqualTo(none);
    assertThat(client.call("wipe", "{}").last()).isEqualTo(none);
  }

  @Test
  void hiddenTool_isNotBetrayedByItsSchema() throws Exception {
    McpClient client = gateway.client();

    assertThat(client.call("wipe", "{'item':1,'more':2}").last())
        .isEqualTo(client.call("no_such_tool", "{'item':1,'more':2}").last());
  }

  @Test
  void guessing_countsAgainstTheLimit_whereverTheGuessEnds() throws Exception {
    String limit = "limits: {requests-per-minute: 3}";
    String reach = "{url: \"" + server.url("/mcp") + "\", era: modern}";
    String all = RunningGateway.ALL;
    try (RunningGateway busy =
        RunningGateway.start("servers: {one: " + reach + ", two: " + reach + "}", all, limit)) {
      for (String[] guess :
          new String[][] {
            {"tools/call", "'name':'none','arguments':{}"},
            {"tools/call", "'name':'three__look','arguments':{}"},
            {"prompts/get", "'name':'none'"},
            {"resources/read", "'uri':'none'"},
            {"tools/list", "'cursor':'forged'"},
            {"tools/call", "'name':'one__look','arguments':{},'requestState':'forged'"}
          }) {
        McpClient guesser = busy.client("guesser-" + guess[0] + guess[1].length(), "guest");
        for (int i = 0; i < 3; i++) {
          assertThat(guesser.ask(guess[0], guess[1]).status()).isEqualTo(200);
        }
        assertThat(guesser.ask(guess[0], guess[1]).status()).as(guess[1]).isEqualTo(429);
      }
    }
  }
}
