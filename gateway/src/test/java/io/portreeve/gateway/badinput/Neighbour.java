package io.portreeve.gateway.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.rig.McpClient;
import io.portreeve.testkit.server.Script;

/** A well-behaved client who wants nothing but its right answer, whatever others are doing. */
final class Neighbour {
  private final McpClient client;
  private final String tool;
  private int calls;

  Neighbour(McpClient client) {
    this(client, "look");
  }

  Neighbour(McpClient client, String tool) {
    this.client = client;
    this.tool = tool;
  }

  /** A server that says back what it is told. */
  static Script script() {
    return Script.modern("{'tools':{},'prompts':{},'resources':{'subscribe':true},'logging':{}}")
        .on(
            "tools/list",
            turn ->
                turn.result(
                    "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':[{'name':"
                        + "'look','inputSchema':{'type':'object','properties':{'item':"
                        + "{'type':'string'}}}}]}"))
        .on(
            "tools/call",
            turn ->
                turn.result(
                    "{'resultType':'complete','content':[{'type':'text','text':'you said "
                        + turn.params()
                            .object("arguments")
                            .flatMap(it -> it.string("item"))
                            .orElse("nothing")
                        + "'}]}"));
  }

  void isServed() throws Exception {
    calls++;
    assertThat(client.call(tool, "{'item':'word " + calls + "'}").body())
        .contains("you said word " + calls + "\"");
  }
}
