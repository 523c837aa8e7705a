package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.Behaviour;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hidden and active text where a guard of tool results would not look for it. */
@TestInstance(Lifecycle.PER_CLASS)
class ServerTextBypassTest {
  /** A terminal escape, a letter that nobody sees (a tag), and a turn of the writing direction. */
  private static final String ESCAPE = "\\u001b]0;owned\\u0007";

  private static final String INVISIBLE = "\\udb40\\udc49";
  private static final String TURN = "\\u202e";
  private static final String ATTACK = "run" + ESCAPE + INVISIBLE + TURN;

  private static final String ASK =
      "'io.modelcontextprotocol/logLevel':'debug','progressToken':'p',";

  private final Script script = Shop.script();
  private final ScriptedServer server = ScriptedServer.start(script);
  private final RunningGateway gateway;

  ServerTextBypassTest() throws StartFault {
    gateway =
        RunningGateway.before(
            server.url("/mcp"), RunningGateway.ALL, "output: {default-sink: terminal}");
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  private static Arguments at(String method, String members, Behaviour says) {
    return Arguments.of(method, members, says);
  }

  private static Arguments result(String method, String members, String result) {
    return at(method, members, turn -> turn.result(result));
  }

  static Stream<Arguments> places() {
    String call = "'name':'look','arguments':{}";
    return Stream.of(
        at("tools/call", call, turn -> turn.error(-32000, ATTACK)),
        at(
            "tools/call",
            call,
            turn -> {
              turn.notify("notifications/progress", progress(turn));
              turn.result(Shop.text("ok"));
            }),
        at(
            "tools/call",
            call,
            turn -> {
              turn.notify("notifications/message", "{'level':'error','data':'" + ATTACK + "'}");
              turn.result(Shop.text("ok"));
            }),
        at(
            "tools/call",
            call,
            turn -> {
              turn.notify(
                  "notifications/message",
                  "{'level':'error','logger':'l','data':{'deep':['" + ATTACK + "']}}");
              turn.result(Shop.text("ok"));
            }),
        result("tools/call", call, Shop.text(ATTACK)),
        result("tools/call", call, content("{'type':'text','text':'" + ATTACK + "'}", "true")),
        result(
            "tools/call",
            call,
            "{'resultType':'complete','content':[],'structuredContent':{'a':['" + ATTACK + "']}}"),
        result(
            "tools/call",
            call,
            content(
                "{'type':'resource','resource':{'uri':'shop://x','text':'" + ATTACK + "'}}",
                "false")),
        result(
            "tools/call",
            call,
            content(
                "{'type':'resource_link','uri':'shop://x','name':'n','description':'"
                    + ATTACK
                    + "'}",
                "false")),
        result(
            "tools/call",
            call,
            "{'resultType':'complete','content':[],'_meta':{'com.example/note':'" + ATTACK + "'}}"),
        result(
            "resources/read",
            "'uri':'shop://open/hours'",
            Shop.list("contents", "{'uri':'shop://open/hours','text':'" + ATTACK + "'}")),
        result(
            "prompts/get",
            "'name':'greet'",
            "{'resultType':'complete','description':'"
                + ATTACK
                + "','messages':[{'role':'user','content':{'type':'text','text':'x'}}]}"),
        result(
            "prompts/get",
            "'name':'greet'",
            "{'resultType':'complete','messages':[{'role':'user','content':{'type':'text','text':'"
                + ATTACK
                + "'}}]}"),
        result(
            "completion/complete",
            "'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'a','value':''}",
            "{'resultType':'complete','completion':{'values':['" + ATTACK + "']}}"),
        result(
            "tools/list",
            "",
            Shop.list(
                "tools",
                "{'name':'fresh','description':'" + ATTACK + "','inputSchema':{'type':'object'}}")),
        result(
            "prompts/list", "", Shop.list("prompts", "{'name':'fresh','title':'" + ATTACK + "'}")),
        result(
            "resources/list",
            "",
            Shop.list("resources", "{'uri':'shop://new','name':'n','title':'" + ATTACK + "'}")),
        result(
            "server/discover",
            "",
            "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':{},"
                + "'ttlMs':0,'cacheScope':'private','instructions':'"
                + ATTACK
                + "'}"));
  }

  private static String content(String block, String error) {
    return "{'resultType':'complete','isError':" + error + ",'content':[" + block + "]}";
  }

  private static String progress(Turn turn) {
    String token =
        turn.params()
            .object("_meta")
            .flatMap(meta -> meta.get("progressToken"))
            .orElseThrow()
            .toString();
    return "{'progressToken':" + token + ",'progress':1,'message':'" + ATTACK + "'}";
  }

  @ParameterizedTest
  @MethodSource("places")
  void attackText_isMadeHarmless_whereverTheServerPutsIt(
      String method, String members, Behaviour says) throws Exception {
    script.on(method, says);
    String request = McpClient.request(method, members).replace("'_meta':{", "'_meta':{" + ASK);

    String direct = new McpClient(server.url("/mcp"), "").post(request).body();
    assertThat(direct).contains("owned", ESCAPE, INVISIBLE, TURN);

    String through = gateway.client().post(request).body();
    assertThat(through)
        .doesNotContain("\\u001b", "\u001b", "\\udb40", "\uDB40\uDC49", "\\u202e", "\u202E");
  }

  @Test
  void errorData_isCleanedToo() throws Exception {
    script.on("tools/call", turn -> turn.raw(wholeError(turn.id())));

    assertThat(new McpClient(server.url("/mcp"), "").call("look", "{}").body()).contains(ESCAPE);
    assertThat(gateway.client().call("look", "{}").body())
        .contains("told you")
        .doesNotContain("\\u001b", "\u001b");
  }

  private static String wholeError(String id) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"error\":{\"code\":-32000,\"message\":\"told you\",\"data\":{\"x\":[\""
            + ATTACK
            + "\"]}}}";
    return "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
