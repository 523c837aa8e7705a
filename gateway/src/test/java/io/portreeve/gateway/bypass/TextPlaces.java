package io.portreeve.gateway.bypass;

import io.portreeve.gateway.rig.McpClient;
import io.portreeve.testkit.server.Behaviour;
import io.portreeve.testkit.server.Turn;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Everywhere a server can put a text, whatever it is asked. */
record TextPlaces(String text) {
  private static final String ASK =
      "'io.modelcontextprotocol/logLevel':'debug','progressToken':'p',";

  /** A request that also wants to hear of progress, and of what a server logs. */
  static String request(String method, String members) {
    return McpClient.request(method, members).replace("'_meta':{", "'_meta':{" + ASK);
  }

  private static Arguments at(String method, String members, Behaviour says) {
    return Arguments.of(method, members, says);
  }

  private static Arguments result(String method, String members, String result) {
    return at(method, members, turn -> turn.result(result));
  }

  /** A method, the members of its request, and how a server answers it: with the text. */
  Stream<Arguments> all() {
    String call = "'name':'look','arguments':{}";
    return Stream.of(
        at("tools/call", call, turn -> turn.error(-32000, text)),
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
              turn.notify("notifications/message", "{'level':'error','data':'" + text + "'}");
              turn.result(Shop.text("ok"));
            }),
        at(
            "tools/call",
            call,
            turn -> {
              turn.notify(
                  "notifications/message",
                  "{'level':'error','logger':'l','data':{'deep':['" + text + "']}}");
              turn.result(Shop.text("ok"));
            }),
        result("tools/call", call, Shop.text(text)),
        result("tools/call", call, content("{'type':'text','text':'" + text + "'}", "true")),
        result(
            "tools/call",
            call,
            "{'resultType':'complete','content':[],'structuredContent':{'a':['" + text + "']}}"),
        result(
            "tools/call",
            call,
            content(
                "{'type':'resource','resource':{'uri':'shop://x','text':'" + text + "'}}",
                "false")),
        result(
            "tools/call",
            call,
            content(
                "{'type':'resource_link','uri':'shop://x','name':'n','description':'" + text + "'}",
                "false")),
        result(
            "tools/call",
            call,
            "{'resultType':'complete','content':[],'_meta':{'com.example/note':'" + text + "'}}"),
        result(
            "resources/read",
            "'uri':'shop://open/hours'",
            Shop.list("contents", "{'uri':'shop://open/hours','text':'" + text + "'}")),
        result(
            "prompts/get",
            "'name':'greet'",
            "{'resultType':'complete','description':'"
                + text
                + "','messages':[{'role':'user','content':{'type':'text','text':'x'}}]}"),
        result(
            "prompts/get",
            "'name':'greet'",
            "{'resultType':'complete','messages':[{'role':'user','content':{'type':'text','text':'"
                + text
                + "'}}]}"),
        result(
            "completion/complete",
            "'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'a','value':''}",
            "{'resultType':'complete','completion':{'values':['" + text + "']}}"),
        result(
            "tools/list",
            "",
            Shop.list(
                "tools",
                "{'name':'fresh','description':'" + text + "','inputSchema':{'type':'object'}}")),
        result("prompts/list", "", Shop.list("prompts", "{'name':'fresh','title':'" + text + "'}")),
        result(
            "resources/list",
            "",
            Shop.list("resources", "{'uri':'shop://new','name':'n','title':'" + text + "'}")),
        result(
            "server/discover",
            "",
            "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':{},"
                + "'ttlMs':0,'cacheScope':'private','instructions':'"
                + text
                + "'}"));
  }

  private static String content(String block, String error) {
    return "{'resultType':'complete','isError':" + error + ",'content':[" + block + "]}";
  }

  private String progress(Turn turn) {
    String token =
        turn.params()
            .object("_meta")
            .flatMap(meta -> meta.get("progressToken"))
            .orElseThrow()
            .toString();
    return "{'progressToken':" + token + ",'progress':1,'message':'" + text + "'}";
  }
}
