package io.portreeve.gateway.journey;

import static io.portreeve.gateway.journey.Travels.FILES;
import static io.portreeve.gateway.journey.Travels.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.testkit.Messages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransparentRouterTest {
  private final TransparentRouter router = new TransparentRouter(FILES);

  @Test
  void everyRequest_goesToTheOneServer_asItIs() {
    Messages.ofClient()
        .forEach(message -> {
          if (message instanceof Request request) {
            assertThat(router.route(request)).isEqualTo(new Router.Route.To(FILES, request));
          }
        });
  }

  @Test
  void names_areLeftAlone() {
    Request call = Messages.callTool("a", "{}");
    ServerMessage answer =
        result(call, "'content':[{'type':'resource_link','uri':'f:///a','name':'a'}]");

    assertThat(router.outward(FILES, answer)).isEqualTo(answer);
    assertThat(router.merge(call, Map.of(FILES, answer))).isEqualTo(answer);
  }

  /** Ours is cut to the principal, whatever the server says of its own. */
  @ParameterizedTest
  @ValueSource(
      strings = {"tools/list", "prompts/list", "resources/list", "resources/templates/list"})
  void list_isNeverPublic(String method) {
    Request asked = Messages.request(method, "");
    String entries =
        "'"
            + (method.contains("templates")
                ? "resourceTemplates"
                : method.substring(0, method.indexOf('/')));

    assertThat(router.outward(FILES, result(asked, entries + "':[],'cacheScope':'public'")))
        .isEqualTo(result(asked, entries + "':[],'cacheScope':'private'"));
  }

  @Test
  void contentsOfAResource_areNeverPublic_andNothingIsAddedToThoseOfOldServers() {
    Request read = Messages.request("resources/read", "'uri':'a'");

    assertThat(router.outward(FILES, result(read, "'contents':[],'cacheScope':'public'")))
        .isEqualTo(result(read, "'contents':[],'cacheScope':'private'"));
    assertThat(router.outward(FILES, result(read, "'contents':[]")))
        .isEqualTo(result(read, "'contents':[]"));
  }

  /** What no control judges must not be offered: extensions, and tasks among them. */
  @Test
  void offer_isCutToWhatWeCarry_andKeepsWhatTheServerIsCalled() {
    Request discover = Messages.request("server/discover", "");

    assertThat(
            router.outward(
                FILES,
                result(
                    discover,
                    "'supportedVersions':['2026-07-28'],'ttlMs':60000,'cacheScope':'public',"
                        + "'capabilities':{'tools':{'listChanged':true},'tasks':{},"
                        + "'extensions':{'io.x':{}}},'_meta':{'n':1}")))
        .isEqualTo(
            result(
                discover,
                "'supportedVersions':['2026-07-28','2025-11-25','2025-06-18','2025-03-26',"
                    + "'2024-11-05'],'ttlMs':0,'cacheScope':'private',"
                    + "'capabilities':{'tools':{'listChanged':true}},'_meta':{'n':1}"));
  }
}
