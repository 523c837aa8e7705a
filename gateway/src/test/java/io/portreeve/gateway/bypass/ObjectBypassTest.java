package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.Relation;
import io.portreeve.gateway.store.Store;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else's notes, reached by their ids at a server that asks nobody whose they are. */
@TestInstance(Lifecycle.PER_CLASS)
class ObjectBypassTest {
  private static final String POLICY =
      """
      policy:
        objects:
          note:
            ids: number
            relations: {owner: [reader], reader: []}
            named-by:
              - {tools: [read], argument: id}
              - {tools: [search], argument: /in/notes}
              - {prompts: [sum], argument: id}
              - {resources: ["notes://note/{id}"]}
        allow:
          - name: readers
            tools: [read, search]
            prompts: [sum]
            resources: ["notes://note/*"]
            objects: {note: reader}
      """;

  private final ScriptedServer server = ScriptedServer.start(script());
  private final RunningGateway gateway;
  private final RunningGateway naive;
  private final McpClient ann;

  ObjectBypassTest() throws StartFault {
    gateway = RunningGateway.before(server.url("/mcp"), POLICY);
    naive = RunningGateway.before(server.url("/mcp"), RunningGateway.NAIVE);
    ann = gateway.client("ann");
    try (Store store = gateway.store()) {
      assertThat(
              store
                  .relations()
                  .addAll(
                      List.of(
                          new Relation("note", "7", "owner", "principal:ann", Instant.EPOCH),
                          new Relation("note", "8", "owner", "principal:bob", Instant.EPOCH))))
          .isEqualTo(2);
    }
  }

  private static Script script() {
    return Script.modern(
            "{'tools':{},'prompts':{},'resources':{'subscribe':true},'completions':{}}")
        .on(
            "tools/list",
            turn ->
                turn.result(
                    Shop.list(
                        "tools",
                        Shop.tool("read", "'id':{}")
                            + ","
                            + Shop.tool("search", "'in':{'type':'object'}"))))
        .on("prompts/list", turn -> turn.result(Shop.list("prompts", "{'name':'sum'}")))
        .on(
            "resources/list",
            turn ->
                turn.result(
                    Shop.list(
                        "resources",
                        "{'uri':'notes://note/7','name':'mine'},"
                            + "{'uri':'notes://note/8','name':'theirs'}")))
        .on(
            "resources/templates/list",
            turn ->
                turn.result(
                    Shop.list(
                        "resourceTemplates",
                        "{'uriTemplate':'notes://note/{id}','name':'note'},"
                            + "{'uriTemplate':'notes://draft/{id}','name':'draft'}")))
        .on("tools/call", turn -> turn.result(Shop.text("a secret")))
        .on(
            "prompts/get",
            turn ->
                turn.result(
                    "{'resultType':'complete','messages':[{'role':'user','content':"
                        + "{'type':'text','text':'a secret'}}]}"))
        .on(
            "resources/read",
            turn ->
                turn.result(
                    "{'resultType':'complete','ttlMs':0,'cacheScope':'private','contents':[{'uri':'"
                        + turn.params().string("uri").orElse("")
                        + "','text':'a secret'}]}"))
        .on(
            "completion/complete",
            turn ->
                turn.result(
                    "{'resultType':'complete','completion':"
                        + "{'values':['7','8','78','08','a secret'],'total':5,'hasMore':false}}"))
        .on("subscriptions/listen", ObjectBypassTest::tellOfBoth);
  }

  private static void tellOfBoth(Turn turn) throws IOException {
    String tag = "'_meta':{'io.modelcontextprotocol/subscriptionId':" + turn.id() + "}";
    turn.notify(
        "notifications/subscriptions/acknowledged",
        "{'notifications':{'resourceSubscriptions':['notes://note/7','notes://note/8']},"
            + tag
            + "}");
    for (String id : List.of("7", "8")) {
      turn.notify(
          "notifications/resources/updated", "{'uri':'notes://note/" + id + "'," + tag + "}");
    }
    turn.result("{'resultType':'complete'," + tag + "}");
  }

  @AfterAll
  void close() {
    naive.close();
    gateway.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    var _ = server.http().rest();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tools/call | 'name':'read','arguments':{'id':8}",
        "tools/call | 'name':'read','arguments':{'id':'8'}",
        "tools/call | 'name':'read','arguments':{'id':'08'}",
        "tools/call | 'name':'read','arguments':{'id':8.0}",
        "tools/call | 'name':'read','arguments':{'id':80e-1}",
        "tools/call | 'name':'read','arguments':{'id':'%38'}",
        "tools/call | 'name':'read','arguments':{'id':'\uff18'}",
        "tools/call | 'name':'read','arguments':{'id':' 8'}",
        "tools/call | 'name':'read','arguments':{'id':[7,8]}",
        "tools/call | 'name':'read','arguments':{'id':{'$ne':7}}",
        "tools/call | 'name':'read','arguments':{'id':null}",
        "tools/call | 'name':'read','arguments':{}",
        "tools/call | 'name':'search','arguments':{'in':{'notes':[7,8]}}",
        "tools/call | 'name':'search','arguments':{'in':{'notes':8}}",
        "tools/call | 'name':'search','arguments':{'in':{}}",
        "prompts/get | 'name':'sum','arguments':{'id':'8'}",
        "resources/read | 'uri':'notes://note/8'",
        "resources/read | 'uri':'notes://note/08'",
        "completion/complete | 'ref':{'type':'ref/resource','uri':'notes://note/{id}'},'argument':{'name':'id','value':'8'}",
        "completion/complete | 'ref':{'type':'ref/resource','uri':'notes://note/{id}'},'argument':{'name':'id','value':''}",
        "completion/complete | 'ref':{'type':'ref/prompt','name':'sum'},'argument':{'name':'id','value':'8'}"
      })
  void useOfSomebodyElsesObject_worksWithoutUs_andDoesNotReachTheServerWithUs(
      String method, String members) throws Exception {
    assertThat(naive.client("ann").ask(method, members).body()).contains("a secret");
    forget();

    Reply reply = ann.ask(method, members);

    assertThat(reply.body()).doesNotContain("a secret");
    assertThat(uses(method)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tools/call | 'name':'read','arguments':{'id':7}",
        "tools/call | 'name':'search','arguments':{'in':{'notes':['7']}}",
        "prompts/get | 'name':'sum','arguments':{'id':'7'}",
        "resources/read | 'uri':'notes://note/7'"
      })
  void useOfOnesOwnObject_works(String method, String members) throws Exception {
    assertThat(ann.ask(method, members).body()).contains("a secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'ref/resource','uri':'notes://note/{id}'",
        "'type':'ref/prompt','name':'sum'"
      })
  void completionOfOnesOwnId_tellsTheIdsOfOthersWithoutUs_andOnesOwnAloneWithUs(String reference)
      throws Exception {
    String asked = "'ref':{" + reference + "},'argument':{'name':'id','value':'7'}";
    assertThat(naive.client("ann").ask("completion/complete", asked).body())
        .contains("\"8\"", "\"78\"", "\"total\":5");

    JsonObject answer = ann.ask("completion/complete", asked).last();
    assertThat(answer.object("result").flatMap(result -> result.object("completion")))
        .contains(Jsons.object("{'values':['7']}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "08", "none"})
  void refusal_tellsNotWhetherTheObjectExists(String id) throws Exception {
    assertThat(refusal(id)).isEqualTo(refusal("8")).contains("refused by policy");
  }

  private String refusal(String id) throws Exception {
    return ann.call("read", "{'id':'" + id + "'}")
        .body()
        .replaceFirst("exchange [0-9a-f]{32}", "exchange");
  }

  @Test
  void lists_holdOnesOwnObjects_andTheTemplatesThatMayLeadToThem() throws Exception {
    assertThat(naive.client("ann").ask("resources/list", "").body()).contains("theirs");

    assertThat(ann.ask("resources/list", "").body()).contains("mine").doesNotContain("theirs");
    assertThat(ann.ask("resources/templates/list", "").body())
        .contains("notes://note/{id}")
        .doesNotContain("draft");
    assertThat(gateway.client("cid").ask("resources/list", "").body())
        .doesNotContain("mine", "theirs");
  }

  @Test
  void subscription_isCutToOnesOwnObjects_andSoAreUpdates() throws Exception {
    Reply reply =
        ann.ask(
            "subscriptions/listen",
            "'notifications':{'resourceSubscriptions':['notes://note/7','notes://note/8']}");

    assertThat(reply.body()).contains("notes://note/7").doesNotContain("notes://note/8");
    assertThat(uses("subscriptions/listen"))
        .hasSize(1)
        .allMatch(asked -> !asked.body().contains("notes://note/8"));
  }

  @Test
  void subscriptionInASession_toSomebodyElsesObject_isRefused() throws Exception {
    LegacyClient client = LegacyClient.begin(gateway.url(), gateway.key("ann"), "2025-11-25");

    assertThat(client.ask("resources/subscribe", "{'uri':'notes://note/8'}").error())
        .isEqualTo(-32002);
    assertThat(uses("subscriptions/listen"))
        .allMatch(asked -> !asked.body().contains("notes://note/8"));
  }

  private List<HttpAsked> uses(String method) {
    return server.http().rest().stream().filter(asked -> asked.rpcMethod().equals(method)).toList();
  }
}
