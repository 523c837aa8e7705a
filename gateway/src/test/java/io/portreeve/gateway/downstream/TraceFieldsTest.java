package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TraceFieldsTest {
  private static final String ONE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String OTHER = "00-1af7651916cd43dd8448eb211c80319c-a7ad6b7169203331-00";

  private JsonObject meta(String own, String... fields) throws Exception {
    Script script =
        Script.modern("{'tools':{}}")
            .on(
                "tools/list",
                turn ->
                    turn.result(
                        "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':[{'name':'pay','inputSchema':{'type':'object'}}]}"))
            .on("tools/call", turn -> turn.result("{'resultType':'complete','content':[]}"));
    try (ScriptedServer server = ScriptedServer.start(script);
        RunningGateway gateway = RunningGateway.before(server.url("/mcp"), RunningGateway.ALL)) {
      String body = McpClient.request("tools/call", "'name':'pay','arguments':{}");
      String said = own.isEmpty() ? body : body.replace("'_meta':{", "'_meta':{" + own + ",");
      List<String> all = new ArrayList<>(List.of(McpClient.fields(Jsons.object(said))));
      all.addAll(List.of(fields));
      Reply reply = gateway.client().send("POST", said, all.toArray(String[]::new));
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      return server.http().rest().stream()
          .filter(one -> "tools/call".equals(one.rpcMethod()))
          .map(one -> one.json().object("params").orElseThrow().object("_meta").orElseThrow())
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void contextOfTheRequest_isThatOfItsMessage_whereThatHasNone() throws Exception {
    JsonObject meta = meta("", "traceparent", ONE, "tracestate", "a=1,b=2");

    assertThat(meta.string("traceparent")).contains(ONE);
    assertThat(meta.string("tracestate")).contains("a=1,b=2");
  }

  @Test
  void whatTheMessageSays_goesBefore() throws Exception {
    JsonObject meta = meta("'traceparent':'" + OTHER + "'", "traceparent", ONE);

    assertThat(meta.string("traceparent")).contains(OTHER);
  }

  @Test
  void whatIsNoContext_isNone() throws Exception {
    assertThat(meta("", "traceparent", "ff-xyz").has("traceparent")).isFalse();
    assertThat(meta("", "traceparent", ONE, "traceparent", OTHER).has("traceparent")).isFalse();
    assertThat(meta("", "tracestate", "a=1").has("tracestate")).isFalse();
    assertThat(meta("", "traceparent", ONE, "tracestate", "a=" + "x".repeat(600)).has("tracestate"))
        .isFalse();
  }
}
