package io.portreeve.gateway.bypass;

import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.Turn;
import java.io.IOException;

/**
 * A server with something to hide: half of what it has is for staff, and it checks nothing itself.
 */
final class Shop {
  /** Everybody may use what is harmless, staff all of it. */
  static final String POLICY =
      """
      policy:
        allow:
          - {name: everybody, tools: [look, read_file, fetch, say, gone], prompts: [greet], resources: ["shop://open/*"]}
          - {name: staff, roles: [staff], tools: ["*"], prompts: ["*"], resources: ["*"]}
      """;

  static final String TOOLS =
      "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
          + tool("look", "'item':{'type':'string'}")
          + ","
          + tool("read_file", "'path':{'type':'string'}")
          + ","
          + tool("fetch", "'url':{'type':'string','format':'uri'}")
          + ","
          + tool("say", "'text':{'type':'string'}")
          + ","
          + tool("wipe", "")
          + "]}";

  private Shop() {}

  static String tool(String name, String properties) {
    return "{'name':'"
        + name
        + "','description':'Does "
        + name
        + ".','inputSchema':{'type':'object','properties':{"
        + properties
        + "}}}";
  }

  /** The server in the stateless revision. */
  static Script script() {
    return stocked(
        Script.modern(
            "{'tools':{},'prompts':{},'resources':{'subscribe':true},'completions':{},'logging':{}}"));
  }

  /** The same in a stateful one. */
  static Script legacy(String revision) {
    return stocked(
        Script.legacy(
            revision,
            "{'tools':{},'prompts':{},'resources':{'subscribe':true},'completions':{},'logging':{}}"));
  }

  private static Script stocked(Script script) {
    return script
        .on("tools/list", turn -> turn.result(TOOLS))
        .on(
            "prompts/list",
            turn -> turn.result(list("prompts", "{'name':'greet'},{'name':'fire'}")))
        .on(
            "resources/list",
            turn ->
                turn.result(
                    list(
                        "resources",
                        "{'uri':'shop://open/hours','name':'hours'},"
                            + "{'uri':'shop://till/balance','name':'balance'}")))
        .on(
            "resources/templates/list",
            turn ->
                turn.result(
                    list(
                        "resourceTemplates",
                        "{'uriTemplate':'shop://open/{name}','name':'open'},"
                            + "{'uriTemplate':'shop://till/{name}','name':'till'}")))
        .on("tools/call", turn -> turn.result(text("done " + name(turn))))
        .on("prompts/get", Shop::prompt)
        .on("resources/read", Shop::read)
        .on(
            "completion/complete",
            turn ->
                turn.result("{'resultType':'complete','completion':{'values':['the till code']}}"));
  }

  static String list(String member, String entries) {
    return "{'resultType':'complete','ttlMs':0,'cacheScope':'private','"
        + member
        + "':["
        + entries
        + "]}";
  }

  static String text(String text) {
    return "{'resultType':'complete','content':[{'type':'text','text':'" + text + "'}]}";
  }

  private static String name(Turn turn) {
    return turn.params().string("name").orElse("");
  }

  private static void prompt(Turn turn) throws IOException {
    turn.result(
        "{'resultType':'complete','messages':[{'role':'user','content':"
            + "{'type':'text','text':'the prompt "
            + name(turn)
            + "'}}]}");
  }

  private static void read(Turn turn) throws IOException {
    String uri = turn.params().string("uri").orElse("");
    turn.result(
        "{'resultType':'complete','ttlMs':0,'cacheScope':'private','contents':[{'uri':'"
            + uri
            + "','text':'the contents of "
            + uri
            + "'}]}");
  }
}
