package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hidden prompts and resources, reached by what is not a plain use of them. */
@TestInstance(Lifecycle.PER_CLASS)
class ResourceSideDoorTest {
  private static final String HIDDEN = "shop://till/balance";

  private final ScriptedServer server =
      ScriptedServer.start(
          Shop.script().on("subscriptions/listen", ResourceSideDoorTest::tellEverything));
  private final RunningGateway gateway;
  private final McpClient guest;
  private final McpClient staff;

  ResourceSideDoorTest() throws StartFault {
    gateway = RunningGateway.before(server.url("/mcp"), Shop.POLICY);
    guest = gateway.client("gus", "guest");
    staff = gateway.client("stan", "staff");
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    var _ = server.http().rest();
  }

  /** Grants whatever is wanted and more, tells of all of it, and ends. */
  private static void tellEverything(Turn turn) throws IOException {
    String tag = "'_meta':{'io.modelcontextprotocol/subscriptionId':" + turn.id() + "}";
    turn.notify(
        "notifications/subscriptions/acknowledged",
        "{'notifications':{'toolsListChanged':true,'resourceSubscriptions':"
            + "['shop://open/hours','shop://till/balance']},"
            + tag
            + "}");
    for (String uri : List.of("shop://open/hours", HIDDEN, "shop://ope%6e/hours")) {
      turn.notify("notifications/resources/updated", "{'uri':'" + uri + "'," + tag + "}");
    }
    turn.notify("notifications/tools/list_changed", "{" + tag + "}");
    turn.notify("notifications/prompts/list_changed", "{" + tag + "}");
    turn.result("{'resultType':'complete'," + tag + "}");
  }

  private static Reply listen(McpClient client, String filter) throws Exception {
    return client.ask("subscriptions/listen", "'notifications':{" + filter + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'ref':{'type':'ref/prompt','name':'fire'}",
        "'ref':{'type':'ref/resource','uri':'shop://till/{name}'}",
        "'ref':{'type':'ref/resource','uri':'shop://till/balance'}",
        "'ref':{'type':'ref/prompt','name':'fire','uri':'shop://open/{name}'}",
        "'ref':{'type':'ref/resource','uri':'shop://till/{name}','name':'greet'}"
      })
  void completionOfWhatIsHidden_isRefusedLikeAnUnknownOne(String reference) throws Exception {
    String argument = ",'argument':{'name':'name','value':''}";
    assertThat(staff.ask("completion/complete", reference + argument).body())
        .contains("the till code");
    forget();

    Reply reply = guest.ask("completion/complete", reference + argument);
    Reply none =
        guest.ask("completion/complete", "'ref':{'type':'ref/prompt','name':'none'}" + argument);

    assertThat(reply.last()).isEqualTo(none.last());
    assertThat(uses("completion/complete")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop://till/balance",
        "SHOP://till/balance",
        "shop://open/../till/balance",
        "shop://open/%2e%2e/till/balance",
        "shop://till",
        "shop:till/balance",
        "shop://%74ill/balance",
        "shop://open\\\\..\\\\till",
        " shop://open/hours",
        "shop://open",
        "shop://open%2fhours"
      })
  void templateThatIsVisible_opensNothingThatIsHidden(String uri) throws Exception {
    Reply reply = guest.ask("resources/read", "'uri':'" + uri + "'");

    assertThat(reply.body()).doesNotContain("the contents of");
    assertThat(uses("resources/read")).isEmpty();
  }

  @Test
  void listsOfResourcesAndTemplates_showNothingHidden() throws Exception {
    assertThat(staff.ask("resources/list", "").body()).contains("till");
    assertThat(guest.ask("resources/list", "").body()).contains("hours").doesNotContain("till");
    assertThat(guest.ask("resources/templates/list", "").body())
        .contains("shop://open/{name}")
        .doesNotContain("till");
    assertThat(guest.ask("prompts/list", "").body()).contains("greet").doesNotContain("fire");
  }

  @Test
  void subscriptionToAHiddenResource_isNotEvenAskedFor() throws Exception {
    Reply reply = listen(guest, "'resourceSubscriptions':['shop://open/hours','" + HIDDEN + "']");

    assertThat(reply.body()).contains("shop://open/hours").doesNotContain("till");
    assertThat(uses("subscriptions/listen")).hasSize(1).allMatch(it -> !it.body().contains("till"));
  }

  @Test
  void updateOfAHiddenResource_isNotPassedOn_whateverTheServerGrants() throws Exception {
    assertThat(listen(staff, "'resourceSubscriptions':['" + HIDDEN + "']").body()).contains(HIDDEN);

    assertThat(listen(guest, "'resourceSubscriptions':['shop://open/hours']").body())
        .contains("shop://open/hours")
        .doesNotContain("till", "%6e", "list_changed");
  }

  @Test
  void newsThatNobodyAskedFor_isNotPassedOn() throws Exception {
    assertThat(listen(guest, "'toolsListChanged':true").body())
        .contains("notifications/tools/list_changed")
        .doesNotContain("prompts/list_changed", "resources/updated");
  }

  @Test
  void subscriptionInASession_toAHiddenResource_isRefusedLikeAnUnknownOne() throws Exception {
    LegacyClient client =
        LegacyClient.begin(gateway.url(), gateway.key("lou", "guest"), "2025-11-25");

    Reply hidden = client.ask("resources/subscribe", "{'uri':'" + HIDDEN + "'}");
    Reply none = client.ask("resources/subscribe", "{'uri':'shop://none'}");

    assertThat(hidden.last().without("id")).isEqualTo(none.last().without("id"));
    assertThat(hidden.error()).isEqualTo(-32002);
    assertThat(uses("subscriptions/listen")).allMatch(it -> !it.body().contains("till"));
  }

  private List<HttpAsked> uses(String method) {
    return server.http().rest().stream().filter(asked -> asked.rpcMethod().equals(method)).toList();
  }
}
