package io.portreeve.gateway.journey;

import static io.portreeve.gateway.journey.Travels.FILES;
import static io.portreeve.gateway.journey.Travels.MAIL;
import static io.portreeve.gateway.journey.Travels.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import io.portreeve.testkit.Reply;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names go out with the operator's id before them, and come back without. */
class PrefixingTest {
  private static final List<ServerId> SERVERS = List.of(FILES, MAIL);

  private final AggregateRouter router =
      new AggregateRouter(SERVERS, Seal.forNow(new SecureRandom()));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyNameThatGoesOut_comesBackAsItWas_toTheServerItCameFrom(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      ServerId server = SERVERS.get(random.nextInt(2));
      String name = name(random);

      assertThat(router.route(call(ServerNames.prefixed(server, name))))
          .isEqualTo(new Router.Route.To(server, call(name)));
      assertThat(router.route(get(ServerNames.prefixed(server, name))))
          .isEqualTo(new Router.Route.To(server, get(name)));
      assertThat(router.route(read(ServerNames.prefixed(server, new ResourceUri(name)).value())))
          .isEqualTo(new Router.Route.To(server, read(name)));
    }
  }

  @Test
  void everyMessageOfAServer_canBeSaidInTheClientsWords() {
    Messages.ofServer()
        .forEach(
            reply -> assertThat(router.outward(MAIL, reply.said())).as("%s", reply).isNotNull());
  }

  @Test
  void messagesThatNameNothing_goOutAsTheyCame() {
    for (Reply reply : Messages.ofServer()) {
      ServerMessage out = router.outward(MAIL, reply.said());
      if (!out.toString().contains("mail")) {
        assertThat(out).isEqualTo(reply.said());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "prompts/list | 'prompts':[{'name':'a'}] | 'prompts':[{'name':'mail__a'}]",
        "resources/list | 'resources':[{'uri':'f:///a','name':'n'}]"
            + " | 'resources':[{'uri':'mail+f:///a','name':'n'}]",
        "resources/templates/list | 'resourceTemplates':[{'uriTemplate':'f:///{a}','name':'n'}]"
            + " | 'resourceTemplates':[{'uriTemplate':'mail+f:///{a}','name':'n'}]",
        "tools/call | 'content':[{'type':'resource','resource':{'uri':'f:///a','text':'t'}},"
            + "{'type':'resource_link','uri':'f:///b','name':'b'},{'type':'text','text':'f:///c'}]"
            + " | 'content':[{'type':'resource','resource':{'uri':'mail+f:///a','text':'t'}},"
            + "{'type':'resource_link','uri':'mail+f:///b','name':'b'},"
            + "{'type':'text','text':'f:///c'}]",
        "prompts/get | 'messages':[{'role':'user','content':{'type':'resource',"
            + "'resource':{'uri':'f:///a','text':'t'}}},{'role':'user'}]"
            + " | 'messages':[{'role':'user','content':{'type':'resource',"
            + "'resource':{'uri':'mail+f:///a','text':'t'}}},{'role':'user'}]",
        "resources/read | 'contents':[{'uri':'f:///a','text':'t'},{'uri':'f:///b','blob':''}]"
            + " | 'contents':[{'uri':'mail+f:///a','text':'t'},{'uri':'mail+f:///b','blob':''}]"
      })
  void everyPlaceThatNamesAThing_isRenamed(String method, String theirs, String ours) {
    Request asked = request(method);

    assertThat(router.outward(MAIL, result(asked, theirs))).isEqualTo(result(asked, ours));
  }

  @Test
  void notificationsAboutResources_nameThemAsTheClientKnowsThem() {
    assertThat(router.outward(MAIL, note("notifications/resources/updated", "'uri':'f:///a'")))
        .isEqualTo(note("notifications/resources/updated", "'uri':'mail+f:///a'"));
    assertThat(router.outward(MAIL, acknowledged("'resourceSubscriptions':['a'],'x':1")))
        .isEqualTo(acknowledged("'resourceSubscriptions':['mail+a'],'x':1"));
    assertThat(router.outward(MAIL, acknowledged("'toolsListChanged':true")))
        .isEqualTo(acknowledged("'toolsListChanged':true"));
  }

  @Test
  void listenerToSeveralServers_asksEachForItsOwnResourcesOnly() {
    Listen asked =
        (Listen)
            Messages.request(
                "subscriptions/listen",
                "'notifications':{'toolsListChanged':true,'resourceSubscriptions':"
                    + "['files+a','mail+b','files+c','other+d','e']}");

    assertThat(router.route(asked))
        .isEqualTo(
            new Router.Route.ToAll(
                Map.of(FILES, subscribed(asked, "'a','c'"), MAIL, subscribed(asked, "'b'"))));
  }

  @ParameterizedTest
  @CsvSource({"ref/prompt, name, mail__greet, greet", "ref/resource, uri, mail+f:///{a}, f:///{a}"})
  void completion_goesToTheServerOfWhatItIsAbout(
      String type, String member, String ours, String theirs) {
    assertThat(router.route(completion(type, member, ours)))
        .isEqualTo(new Router.Route.To(MAIL, completion(type, member, theirs)));
    assertThat(router.route(completion(type, member, theirs)))
        .isEqualTo(new Router.Route.Nowhere());
  }

  private static Request request(String method) {
    return Messages.ofClient().stream()
        .filter(Request.class::isInstance)
        .map(Request.class::cast)
        .filter(request -> request.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static Request completion(String type, String member, String value) {
    return Messages.request(
        "completion/complete",
        "'ref':{'type':'%s','%s':'%s'},'argument':{'name':'a','value':''}"
            .formatted(type, member, value));
  }

  private static Request call(String name) {
    return Messages.callTool("x", "{}").withTool(new ToolName(name));
  }

  private static Request get(String name) {
    return ((GetPrompt) request("prompts/get")).withPrompt(new PromptName(name));
  }

  private static Request read(String uri) {
    return ((ReadResource) request("resources/read")).withUri(new ResourceUri(uri));
  }

  private static Listen subscribed(Listen asked, String uris) {
    JsonObject filter =
        Jsons.object("{'toolsListChanged':true,'resourceSubscriptions':[" + uris + "]}");
    return asked.withParams(asked.params().with("notifications", filter));
  }

  private static SubscriptionAcknowledged acknowledged(String filter) {
    return new SubscriptionAcknowledged(Jsons.object("{'notifications':{" + filter + "}}"));
  }

  private static Notification note(String method, String members) {
    return Messages.note(method, members);
  }

  /** Full of what could be taken for a separator, a prefix or an end. */
  private static String name(Random random) {
    List<String> parts = List.of("_", "__", "+", "files", "mail", "files__", "mail+", "a", ":", "");
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      name.append(parts.get(random.nextInt(parts.size())));
    }
    return name.toString();
  }
}
