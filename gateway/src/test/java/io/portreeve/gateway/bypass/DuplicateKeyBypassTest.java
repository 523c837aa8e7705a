package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.ScriptedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that two readers would read differently: they are refused, whoever sends them. */
@TestInstance(Lifecycle.PER_CLASS)
class DuplicateKeyBypassTest {
  private final Disguised server = new Disguised(Shop.text("ok"));
  private final ScriptedServer shop = ScriptedServer.start(Shop.script());
  private final RunningGateway gateway;
  private final RunningGateway lying;

  DuplicateKeyBypassTest() throws StartFault {
    gateway = RunningGateway.before(shop.url("/mcp"), RunningGateway.ALL);
    lying = RunningGateway.before(server.url(), RunningGateway.ALL);
  }

  @AfterAll
  void close() {
    gateway.close();
    lying.close();
    shop.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'name':'look','name':'wipe','arguments':{}",
        "'name':'look','n\\u0061me':'wipe','arguments':{}",
        "'name':'look','arguments':{},'arguments':{'item':'x'}",
        "'name':'look','arguments':{'item':'a','item':'b'}",
        "'name':'look','arguments':{'item':'a','\\u0069tem':'b'}",
        "'name':'look','arguments':{'deep':[{'a':1,'a':2}]}",
        "'name':'look','arguments':{'':1,'':2}",
        "'name':'look','arguments':{'\\ud83d\\ude00':1,'\uD83D\uDE00':2}",
        "'_meta':{},'name':'look'"
      })
  void duplicateKeyInARequest_isRefused(String members) throws Exception {
    Reply reply =
        gateway
            .client()
            .send(
                "POST",
                McpClient.request("tools/call", members),
                "mcp-protocol-version",
                "2026-07-28",
                "mcp-method",
                "tools/call",
                "mcp-name",
                "look");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo(-32700);
    assertThat(shop.http().rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','jsonrpc':'2.0','id':7,'method':'tools/list'}",
        "{'jsonrpc':'2.0','id':7,'id':8,'method':'tools/list'}",
        "{'jsonrpc':'2.0','id':7,'method':'ping','method':'tools/list'}",
        "{'jsonrpc':'2.0','id':7,'method':'tools/list','params':{},'params':{}}",
        "[{'jsonrpc':'2.0','id':7,'method':'ping','method':'tools/list'}]"
      })
  void duplicateKeyInTheEnvelope_isRefused(String body) throws Exception {
    assertThat(gateway.client().send("POST", body).error()).isEqualTo(-32700);
    assertThat(shop.http().rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resultType':'complete','content':[],'content':[{'type':'text','text':'second'}]}",
        "{'resultType':'complete','content':[{'type':'text','text':'first','text':'second'}]}",
        "{'resultType':'complete','resultType':'task','content':[{'type':'text','text':'second'}]}",
        "{'resultType':'complete','content':[],'structuredContent':{'a':1,'\\u0061':'second'}}"
      })
  void duplicateKeyInAResult_isWithheld(String result) throws Exception {
    server.wears((answer, wire) -> wire.json(200, answer));
    assertThat(lying.client().ask("prompts/list", "").body()).doesNotContain("second");
    server.wears((answer, wire) -> {
      String json = result.replace('\'', '"');
      wire.json(200, answer.replaceFirst("\"result\":.*$", "") + "\"result\":" + json + "}");
    });

    Reply reply = lying.client().ask("server/discover", "");
    assertThat(reply.body()).doesNotContain("second").contains("\"error\"");
  }
}
