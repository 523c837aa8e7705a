package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateRouterTest {
  private static final ServerId FILES = new ServerId("files");
  private static final ServerId MAIL = new ServerId("mail");
  private static final Request TOOLS = Messages.request("tools/list", "");

  private final AggregateRouter router =
      new AggregateRouter(List.of(FILES, MAIL), Seal.forNow(new SecureRandom()));

  @ParameterizedTest
  @ValueSource(strings = {"read", "", "__read", "files_read", "Files__read", "other__read"})
  void nameOfNoServer_goesNowhere(String name) {
    assertThat(router.route(Messages.callTool(name, "{}"))).isEqualTo(new Router.Route.Nowhere());
  }

  @ParameterizedTest
  @CsvSource({
    "files__read, files, read",
    "mail__files__read, mail, files__read",
    "files____x, files, __x",
    "files___x, files, _x"
  })
  void prefix_endsAtItsFirstSeparator(String name, String server, String theirs) {
    assertThat(router.route(Messages.callTool(name, "{}")))
        .isEqualTo(new Router.Route.To(new ServerId(server), Messages.callTool(theirs, "{}")));
  }

  @Test
  void namesThatWeGive_comeBackToTheirServer() {
    ServerMessage page =
        router.outward(MAIL, tools("'tools':[{'name':'files__read','inputSchema':{}}]"));

    assertThat(page).isEqualTo(tools("'tools':[{'name':'mail__files__read','inputSchema':{}}]"));
    assertThat(router.route(Messages.callTool("mail__files__read", "{}")))
        .isEqualTo(new Router.Route.To(MAIL, Messages.callTool("files__read", "{}")));
  }

  @Test
  void resources_carryTheirServer_andAreNeverPublic() {
    Request read = Messages.request("resources/read", "'uri':'mail+f:///a'");
    Request theirs = Messages.request("resources/read", "'uri':'f:///a'");

    assertThat(router.route(read)).isEqualTo(new Router.Route.To(MAIL, theirs));
    assertThat(
            router.outward(
                MAIL,
                result(theirs, "'contents':[{'uri':'f:///a','text':''}],'cacheScope':'public'")))
        .isEqualTo(
            result(theirs, "'contents':[{'uri':'mail+f:///a','text':''}],'cacheScope':'private'"));
  }

  @Test
  void list_isMadeOfAllThatAnswered_andFailsOnlyWhenNobodyDid() {
    ServerMessage files = tools("'tools':[{'name':'files__a','inputSchema':{}}],'ttlMs':9");
    ServerMessage mail = tools("'tools':[{'name':'mail__a','inputSchema':{}}],'ttlMs':5");
    Failure failure = new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "down"));

    assertThat(router.merge(TOOLS, Map.of(MAIL, mail, FILES, files)))
        .isEqualTo(
            tools(
                "'tools':[{'name':'files__a','inputSchema':{}},"
                    + "{'name':'mail__a','inputSchema':{}}],'ttlMs':5,'cacheScope':'private'"));
    assertThat(router.merge(TOOLS, Map.of(MAIL, failure, FILES, files)).toString())
        .contains("files__a")
        .doesNotContain("down");
    assertThat(router.merge(TOOLS, Map.of(MAIL, failure))).isEqualTo(failure);
    assertThat(router.merge(TOOLS, Map.of())).isInstanceOf(Failure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "e30", "W10", "bnVsbA", "eyJvdGhlciI6ImMifQ", "\u0430"})
  void cursorThatIsNotOurs_goesNowhere(String cursor) {
    assertThat(router.route(Messages.request("tools/list", "'cursor':'" + cursor + "'")))
        .isEqualTo(new Router.Route.Nowhere());
  }

  /** What is hidden, quarantined, unnamed or absent must look the same, byte for byte. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tools/call 'name':'NAME'",
        "prompts/get 'name':'NAME'",
        "resources/read 'uri':'NAME'"
      })
  void hiddenThing_isAnsweredLikeAnUnknownOne(String use) {
    String[] parts = use.split(" ", 2);
    Exchange asking = Exchanges.asking(Messages.request(parts[0], parts[1].replace("NAME", "a")));
    ServerMessage answer = Refusals.answer(asking, Reason.UNKNOWN_DEFINITION, "");

    for (Reason reason :
        List.of(
            Reason.NOT_VISIBLE,
            Reason.NOT_ALLOWLISTED,
            Reason.DEFINITION_QUARANTINED,
            Reason.DEFINITION_DRIFTED,
            Reason.ARGUMENT_NOT_OWNED)) {
      assertThat(Refusals.answer(asking, reason, "the secret name")).isEqualTo(answer);
    }
  }

  private static ServerMessage tools(String members) {
    return result(TOOLS, members);
  }

  private static Result result(Request asked, String members) {
    return Result.of(asked, Jsons.object("{'resultType':'complete'," + members + "}"));
  }
}
