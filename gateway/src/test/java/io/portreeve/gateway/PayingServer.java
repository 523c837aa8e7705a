package io.portreeve.gateway;

import io.portreeve.testkit.server.Script;

/** A server that pays whoever it is told to pay, with its one tool. */
public final class PayingServer {
  private static final String TOOLS =
      "{'resultType':'complete','ttlMs':0,'cacheScope':'private',"
          + "'tools':[{'name':'pay','inputSchema':{'type':'object'}}]}";

  private PayingServer() {}

  /** Says {@code paid} to each call. */
  public static Script script() {
    return Script.modern("{'tools':{}}")
        .on("tools/list", turn -> turn.result(TOOLS))
        .on(
            "tools/call",
            turn ->
                turn.result("{'resultType':'complete','content':[{'type':'text','text':'paid'}]}"));
  }
}
