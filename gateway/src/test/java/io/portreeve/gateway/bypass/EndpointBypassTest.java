package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Virtual servers of one gateway, as one caller sees them who may use all of them: what the one
 * has, and what began there, does not exist at the others.
 */
@Timeout(120)
class EndpointBypassTest {
  private static final String CAPABLE =
      "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{'form':{}}}";
  private static final String ANSWER =
      ",'inputResponses':{'q':{'action':'accept','content':{'pin':'1'}}}";

  private final ScriptedServer files =
      ScriptedServer.start(
          talking("files")
              .on("tools/call", EndpointBypassTest::askFirst)
              .on("prompts/list", EndpointBypassTest::inPages));
  private final ScriptedServer bank = ScriptedServer.start(talking("bank"));
  private final RunningGateway gateway;
  private final String key;

  EndpointBypassTest() throws StartFault {
    gateway =
        RunningGateway.start(
            "servers: {files: {url: \"%s\", era: modern, may-ask: [elicitation-form]}, bank: {url: \"%s\", era: modern}}"
                .formatted(files.url("/mcp"), bank.url("/mcp")),
            "endpoints: {office: {servers: [files]}, desk: {servers: [files]},"
                + " all: {servers: [files, bank], path: /all},"
                + " plain: {servers: [bank], transparent: true}}",
            """
            policy:
              allow:
                - {name: all, tools: ['*'], prompts: ['*'], resources: ['*']}
              deny:
                - {name: nothing-is-wiped-at-a-desk, tools: [wipe], when: 'endpoint == "desk"'}
            """);
    key = gateway.key("anna");
  }

  @AfterEach
  void close() {
    gateway.close();
    files.close();
    bank.close();
  }

  private static Script talking(String name) {
    return Shop.script()
        .on(
            "server/discover",
            turn ->
                turn.result(
                    "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':"
                        + "{'tools':{},'prompts':{},'resources':{},'completions':{}},'ttlMs':0,"
                        + "'cacheScope':'private','instructions':'Ask "
                        + name
                        + " first.'}"));
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
    String more = turn.params().string("cursor").isPresent() ? "" : ",'nextCursor':'their cursor'";
    turn.result(Shop.list("prompts", "{'name':'greet'}").replaceFirst("\\}$", more + "}"));
  }

  private McpClient at(String path) {
    return new McpClient(gateway.url(path), key);
  }

  private Reply call(String path, String members) throws Exception {
    return at(path)
        .post(
            McpClient.request("tools/call", members)
                .replace("'io.modelcontextprotocol/clientCapabilities':{}", CAPABLE));
  }

  // --- What there is ------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tools/list",
        "prompts/list",
        "resources/list",
        "resources/templates/list",
        "server/discover"
      })
  void serverOfAnotherEndpoint_isInNoAnswer_andIsNotAsked(String method) throws Exception {
    String office = at("/office/mcp").ask(method, "").body();
    String all = at("/all").ask(method, "").body();

    assertThat(all).contains("bank");
    assertThat(office).contains("files").doesNotContain("bank");
    var _ = bank.http().rest();
    assertThat(at("/office/mcp").ask(method, "").error()).isZero();
    assertThat(bank.http().rest()).isEmpty();
  }

  @Test
  void thingsOfAServerOfAnotherEndpoint_areUnknown_asAreThoseOfNone() throws Exception {
    assertThat(at("/all").call("bank__wipe", "{}").body()).contains("done wipe");
    var _ = bank.http().rest();
    for (String nowhere : List.of("bank__wipe", "moon__wipe")) {
      String said = at("/office/mcp").call(nowhere, "{}").body();
      assertThat(said).contains("error").doesNotContain("done");
      assertThat(said.replace("moon", "bank"))
          .isEqualTo(at("/office/mcp").call("bank__wipe", "{}").body());
    }
    for (String asked :
        List.of(
            "prompts/get 'name':'bank__greet'",
            "completion/complete 'ref':{'type':'ref/prompt','name':'bank__greet'},'argument':{'name':'a','value':''}")) {
      String[] parts = asked.split(" ", 2);
      assertThat(at("/all").ask(parts[0], parts[1]).error()).isZero();
      assertThat(at("/office/mcp").ask(parts[0], parts[1]).error()).isNotZero();
    }
    var uses = bank.http().rest().stream().map(it -> it.rpcMethod()).toList();
    assertThat(uses.stream().filter("prompts/get"::equals)).hasSize(1);
    assertThat(uses).doesNotContain("tools/call");
  }

  @Test
  void onlyServer_canKeepItsNames() throws Exception {
    assertThat(at("/plain/mcp").tools().body()).contains("\"wipe\"").doesNotContain("bank__");
    assertThat(at("/plain/mcp").call("wipe", "{}").body()).contains("done wipe");
  }

  @Test
  void oneEndpointWithoutAName_isGone() throws Exception {
    assertThat(at("/mcp").tools().status()).isEqualTo(404);
  }

  // --- What began there ---------------------------------------------------------------------

  @Test
  void sessionOfAnotherEndpoint_doesNotExist() throws Exception {
    LegacyClient owner = LegacyClient.begin(gateway.url("/office/mcp"), key, "2025-11-25");
    String list = "{'jsonrpc':'2.0','id':1,'method':'tools/list'}";

    for (String method : List.of("POST", "GET", "DELETE")) {
      String body = method.equals("POST") ? list : "";
      Reply stray = at("/desk/mcp").send(method, body, "mcp-session-id", owner.session());
      Reply none = at("/desk/mcp").send(method, body, "mcp-session-id", "no-such-session");

      assertThat(stray.status()).isEqualTo(404);
      assertThat(stray.body()).isEqualTo(none.body());
    }
    assertThat(owner.ask("tools/list", "{}").body()).contains("files__look");
  }

  /** The same caller, server, tool and arguments: only the endpoint is another. */
  @Test
  void stateOfAnotherEndpoint_doesNotOpen() throws Exception {
    String look = "'name':'files__look','arguments':{'item':'a'}";
    String state = call("/office/mcp", look).result().string("requestState").orElseThrow();
    String retry = look + ",'requestState':'" + state + "'" + ANSWER;

    assertThat(call("/desk/mcp", retry).error()).isEqualTo(-32602);
    assertThat(call("/all", retry).error()).isEqualTo(-32602);
    assertThat(call("/office/mcp", retry).body()).contains("the secret of internal state");
  }

  @Test
  void cursorOfAnotherEndpoint_doesNotOpen() throws Exception {
    String cursor =
        at("/office/mcp").ask("prompts/list", "").result().string("nextCursor").orElseThrow();
    String next = "'cursor':'" + cursor + "'";

    assertThat(at("/desk/mcp").ask("prompts/list", next).error()).isEqualTo(-32602);
    assertThat(at("/plain/mcp").ask("prompts/list", next).error()).isEqualTo(-32602);
    assertThat(at("/office/mcp").ask("prompts/list", next).error()).isZero();
  }

  // --- What rules say of it -----------------------------------------------------------------

  @Test
  void ruleThatNamesAnEndpoint_holdsThereAlone_andRecordsSayWhereItWas() throws Exception {
    assertThat(at("/office/mcp").tools().body()).contains("files__wipe");
    assertThat(at("/desk/mcp").tools().body()).doesNotContain("wipe");
    assertThat(at("/desk/mcp").call("files__wipe", "{}").body()).contains("error");

    Recorded recorded = gateway.recorded();
    assertThat(
            recorded.of("anna").stream()
                .map(record -> record.fields().string("endpoint").orElse("none"))
                .distinct())
        .containsExactlyInAnyOrder("office", "desk");
  }
}
