package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.headers.FieldValue;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Between the check and the use: what is judged is what is sent, in the body and above it. */
@TestInstance(Lifecycle.PER_CLASS)
class RewriteBypassTest {
  /** Two ways to write one word; the canonical form is the first. */
  private static final String FORBIDDEN = "caf\u00E9";

  private static final String DISGUISED = "cafe\u0301";

  private static final String RULES =
      """
      policy:
        allow:
          - {name: all, tools: ["*"]}
        deny:
          - {name: no-secret, tools: [look], when: has(args.item) && args.item == "caf\u00E9"}
      """;
  private static final String KINDS = "tools: {look: {arguments: {item: {kind: text}}}}";
  private static final String MARKED =
      "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':[{'name':'look',"
          + "'inputSchema':{'type':'object','properties':{'item':{'type':'string',"
          + "'x-mcp-header':'Item'}}}}]}";

  private final ScriptedServer server =
      ScriptedServer.start(Shop.script().on("tools/list", turn -> turn.result(MARKED)));
  private final RunningGateway gateway;

  RewriteBypassTest() throws StartFault {
    gateway =
        RunningGateway.inFrontOf(
            "url: \"" + server.url("/mcp") + "\", era: modern, " + KINDS, RULES);
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  private Reply look(String item) throws Exception {
    String body =
        McpClient.request("tools/call", "'name':'look','arguments':{'item':'" + item + "'}");
    return gateway
        .client()
        .send(
            "POST",
            body,
            "mcp-protocol-version",
            "2026-07-28",
            "mcp-method",
            "tools/call",
            "mcp-name",
            "look",
            "mcp-param-item",
            FieldValue.encode(item));
  }

  private HttpAsked call() throws InterruptedException {
    return server.http().next(asked -> asked.rpcMethod().equals("tools/call"));
  }

  @Test
  void argumentThatTheRuleForbids_isDenied() throws Exception {
    assertThat(look(FORBIDDEN).isError()).isTrue();
  }

  @Test
  void policy_isJudgedAgainAfterAMutation_soARewriteIntoTheForbiddenIsDenied() throws Exception {
    assertThat(look(DISGUISED).isError()).isTrue();
    assertThat(server.http().rest()).noneMatch(asked -> asked.rpcMethod().equals("tools/call"));
  }

  @Test
  void afterARewrite_headerAndBodyStillAgree() throws Exception {
    assertThat(look("e\u0301te\u0301").body()).contains("done look");

    HttpAsked sent = call();
    String item = sent.params().object("arguments").orElseThrow().string("item").orElseThrow();
    assertThat(item).isEqualTo("\u00E9t\u00E9");
    assertThat(sent.field("mcp-param-item").flatMap(FieldValue::decode)).contains(item);
    assertThat(sent.field("mcp-name")).contains("look");
    assertThat(sent.field("mcp-method")).contains("tools/call");
  }

  @Test
  void headersOfTheClient_areNeverPassedOn() throws Exception {
    List<String> smuggled =
        List.of(
            "mcp-param-other",
            "mcp-session-id",
            "x-forwarded-for",
            "x-original-url",
            "cookie",
            "x-http-method-override",
            "forwarded",
            "last-event-id",
            "proxy-authorization",
            "te");
    List<String> fields =
        new ArrayList<>(
            List.of(
                "mcp-protocol-version",
                "2026-07-28",
                "mcp-method",
                "tools/call",
                "mcp-name",
                "look"));
    smuggled.forEach(name -> fields.addAll(List.of(name, "smuggled")));
    String body = McpClient.request("tools/call", "'name':'look','arguments':{}");

    assertThat(gateway.client().send("POST", body, fields.toArray(String[]::new)).body())
        .contains("done look");
    assertThat(call().fields().keySet()).doesNotContainAnyElementsOf(smuggled);
  }

  @Test
  void renamedTool_carriesItsNewNameInHeaderAndBody() throws Exception {
    try (RunningGateway two =
        RunningGateway.start(
            "servers: {one: {url: \"" + server.url("/mcp") + "\", era: modern}}", RULES)) {
      assertThat(two.client().call("one__look", "{}").body()).contains("done look");

      HttpAsked sent = call();
      assertThat(sent.params().string("name")).contains("look");
      assertThat(sent.field("mcp-name")).contains("look");
    }
  }

  @Test
  void headerThatContradictsTheBody_isRefused_whateverEitherSays() throws Exception {
    String body = McpClient.request("tools/call", "'name':'look','arguments':{}");
    String[][] lies = {
      {"mcp-protocol-version", "2026-07-28", "mcp-method", "tools/list", "mcp-name", "look"},
      {"mcp-protocol-version", "2026-07-28", "mcp-method", "tools/call", "mcp-name", "wipe"},
      {"mcp-protocol-version", "2025-11-25", "mcp-method", "tools/call", "mcp-name", "look"},
      {
        "mcp-protocol-version",
        "2026-07-28",
        "mcp-method",
        "tools/call",
        "mcp-name",
        "look",
        "mcp-param-item",
        "not in the body"
      }
    };
    for (String[] lie : lies) {
      Reply reply = gateway.client().send("POST", body, lie);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.error()).isEqualTo(-32020);
    }
    assertThat(server.http().rest()).noneMatch(asked -> asked.rpcMethod().equals("tools/call"));
  }
}
