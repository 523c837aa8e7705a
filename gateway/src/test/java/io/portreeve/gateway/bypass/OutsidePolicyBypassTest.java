package io.portreeve.gateway.bypass;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody else's notes at a server that asks nobody: a decision point knows whose they are. */
class OutsidePolicyBypassTest {
  private static final Map<String, Set<String>> NOTES =
      Map.of("ann", Set.of("7", "notes://note/7"), "bob", Set.of("8", "notes://note/8"));
  private static final String RULES =
      "policy: {allow: [{name: all, tools: [read], resources: ['*']}]";

  private final ScriptedServer server = ScriptedServer.start(script());
  private final ScriptedHttp point = ScriptedHttp.start(this::decide);
  private final RunningGateway gateway;
  private final RunningGateway alone;
  private volatile boolean down;

  OutsidePolicyBypassTest() throws StartFault {
    gateway =
        RunningGateway.before(
            server.url("/mcp"), RULES + ", decision-point: {url: '" + point.url("/ask") + "'}}");
    alone = RunningGateway.before(server.url("/mcp"), RULES + "}");
  }

  private static Script script() {
    return Script.modern("{'tools':{},'resources':{'subscribe':true}}")
        .on(
            "tools/list",
            turn ->
                turn.result(
                    Shop.list(
                        "tools",
                        Shop.tool("read", "'id':{}") + "," + Shop.tool("purge", "'id':{}"))))
        .on(
            "subscriptions/listen",
            turn -> {
              String tag = "'_meta':{'io.modelcontextprotocol/subscriptionId':" + turn.id() + "}";
              turn.notify(
                  "notifications/subscriptions/acknowledged", "{'notifications':{}," + tag + "}");
              turn.result("{'resultType':'complete'," + tag + "}");
            })
        .on("tools/call", turn -> turn.result(Shop.text("a secret")))
        .on(
            "resources/read",
            turn ->
                turn.result(
                    "{'resultType':'complete','ttlMs':0,'cacheScope':'private','contents':[{'uri':'"
                        + turn.params().string("uri").orElse("")
                        + "','text':'a secret'}]}"));
  }

  private void decide(HttpAsked asked, HttpWire wire) throws Exception {
    if (down) {
      wire.empty(503);
      return;
    }
    JsonObject question = Jsons.object(asked.body());
    JsonObject resource = question.object("resource").orElseThrow();
    String who = question.object("subject").flatMap(it -> it.string("id")).orElse("");
    String note =
        resource
            .object("properties")
            .flatMap(it -> it.object("arguments"))
            .flatMap(it -> it.string("id").or(() -> it.string("uri")))
            .orElse("");
    wire.json(200, "{\"decision\":" + NOTES.getOrDefault(who, Set.of()).contains(note) + "}");
  }

  @AfterEach
  void close() {
    alone.close();
    gateway.close();
    point.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tools/call | 'name':'read','arguments':{'id':'8'}",
        "tools/call | 'name':'read','arguments':{'id':8}",
        "tools/call | 'name':'read','arguments':{'id':['7','8']}",
        "tools/call | 'name':'read','arguments':{}",
        "resources/read | 'uri':'notes://note/8'"
      })
  void somebodyElsesNote_isReadByTheRulesAlone_andNotWithTheDecisionPoint(
      String method, String members) throws Exception {
    assertThat(alone.client("ann").ask(method, members).body()).contains("a secret");
    var _ = server.http().rest();

    assertThat(gateway.client("ann").ask(method, members).body()).doesNotContain("a secret");

    assertThat(uses(method)).isEmpty();
    assertThat(gateway.recorded().refusals()).contains("decision-denied");
  }

  @Test
  void subscriptionToManyAddressesOfManyReadings_isNotAskedAboutWithoutEnd() throws Exception {
    String many =
        IntStream.range(0, 500)
            .mapToObj(i -> "'notes://note/%2561;v=1/" + i + "?x'")
            .collect(joining(","));

    Reply reply = subscribe(many);

    assertThat(reply.error()).isNotZero();
    assertThat(point.rest()).isEmpty();
    assertThat(uses("subscriptions/listen")).isEmpty();
    assertThat(gateway.recorded().refusals()).containsExactly("request-too-large");
  }

  @Test
  void subscriptionWhileItIsDown_isRefusedAfterOneQuestion() throws Exception {
    down = true;

    assertThat(subscribe("'notes://note/7','notes://note/8','notes://note/9'").error()).isNotZero();

    assertThat(point.rest()).hasSize(1);
    assertThat(gateway.recorded().refusals()).containsExactly("decision-unavailable");
  }

  @Test
  void subscription_isCutToWhatItAllows_withOneQuestionForEachAddress() throws Exception {
    var _ = subscribe("'notes://note/7','notes://note/8','notes://note/7?x'");

    assertThat(point.rest()).hasSize(3);
    assertThat(uses("subscriptions/listen"))
        .singleElement()
        .satisfies(
            one -> assertThat(one.body()).contains("note/7\"").doesNotContain("note/8", "?x"));
  }

  private Reply subscribe(String addresses) throws Exception {
    return gateway
        .client("ann")
        .ask(
            "subscriptions/listen",
            "'notifications':{'resourceSubscriptions':[" + addresses + "]}");
  }

  @Test
  void onesOwnNote_isRead() throws Exception {
    McpClient ann = gateway.client("ann");

    assertThat(ann.call("read", "{'id':'7'}").body()).contains("a secret");
    assertThat(ann.ask("resources/read", "'uri':'notes://note/7'").body()).contains("a secret");
  }

  @Test
  void decisionPointThatIsDown_letsNothingThrough_andIsOnRecord() throws Exception {
    down = true;

    String refused = refusal("7");

    down = false;
    assertThat(refused).isEqualTo(refusal("8")).doesNotContain("decision");
    assertThat(uses("tools/call")).isEmpty();
    assertThat(gateway.recorded().refusals())
        .containsExactly("decision-unavailable", "decision-denied");
  }

  @Test
  void whatNoRuleAllows_staysRefused_whateverItWouldSay() throws Exception {
    assertThat(gateway.client("ann").call("purge", "{'id':'7'}").body()).doesNotContain("a secret");
    assertThat(point.rest()).isEmpty();
  }

  @Test
  void recordOfAUse_isFoundInItsOwnLog_byTheExchange() throws Exception {
    var _ = gateway.client("ann").call("read", "{'id':'7'}");

    Optional<String> asked = point.next().field("x-request-id");
    assertThat(gateway.recorded().any(one -> asked.equals(Optional.of(one.exchange())))).isTrue();
  }

  private String refusal(String id) throws Exception {
    return gateway
        .client("ann")
        .call("read", "{'id':'" + id + "'}")
        .body()
        .replaceFirst("exchange [0-9a-f]{32}", "exchange");
  }

  private List<HttpAsked> uses(String method) {
    return server.http().rest().stream().filter(asked -> asked.rpcMethod().equals(method)).toList();
  }
}
