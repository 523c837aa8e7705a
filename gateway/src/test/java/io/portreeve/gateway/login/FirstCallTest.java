package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of tools that nobody has seen, for nobody has logged in yet where they are. */
@Timeout(120)
class FirstCallTest {
  private static final Pattern PAGE =
      Pattern.compile("http://[^\\s\"]+/login\\?ticket=[^\\s\"\\\\]+");

  private static final String KNOWS_ADDRESSES =
      "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'who','arguments':{},%s"
          + "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{'url':{}}}}}}";

  private final LoginDouble server = new LoginDouble();
  private final RunningGateway gateway = gateway();
  private final String key = gateway.key("anna");
  private final McpClient anna = new McpClient(gateway.url(), key);

  /** The tool that rules hide is there, as the one that they allow. */
  private RunningGateway gateway() {
    try {
      return RunningGateway.inFrontOf(
          "url: \"" + server.url() + "\", era: modern, credentials: {login: {}}",
          "policy: {allow: [{name: some, tools: [who, other]}]}",
          "authentication: {api-keys: true}");
    } catch (StartFault fault) {
      throw new AssertionError(fault);
    }
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  private void logIn(String answer) throws Exception {
    Matcher found = PAGE.matcher(answer);
    assertThat(found.find()).as(answer).isTrue();
    LoginBrowser browser = new LoginBrowser(gateway);
    URI away = browser.away(found.group(), key);
    assertThat(browser.comeBack(server.authorized(away, "anna@server")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void callBeforeAnyList_leadsToTheLogin_andIsGoodRightAfterIt() throws Exception {
    logIn(anna.call("who", "{}").body());

    assertThat(anna.call("who", "{}").body()).contains("anna@server");
    assertThat(gateway.recorded().text()).contains("credential-missing");
  }

  @Test
  void clientThatKnowsAddresses_isAskedToOpenOne_andItsAnswerIsGoodOnceTheUserWasThere()
      throws Exception {
    Reply asked = anna.post(KNOWS_ADDRESSES.formatted(""));
    assertThat(asked.result().string("resultType")).contains("input_required");
    logIn(asked.body());

    JsonObject accepted =
        JsonObject.of("io.portreeve/login", JsonObject.empty().with("action", "accept"));
    String answer =
        "'requestState':'%s','inputResponses':%s,"
            .formatted(asked.result().string("requestState").orElseThrow(), accepted);

    assertThat(anna.post(KNOWS_ADDRESSES.formatted(answer)).body()).contains("anna@server");
  }

  @Test
  void toolThatTheServerDoesNotHave_isUnknown_onceTheUserWasThere() throws Exception {
    logIn(anna.call("other", "{}").body());

    assertThat(anna.call("other", "{}").body()).contains("unknown tool");
  }

  /** Whoever may use nothing there is not sent there. */
  @Test
  void toolThatTheRulesHide_isUnknown_whetherOrNotAnybodyLoggedIn() throws Exception {
    assertThat(anna.call("write", "{}").body()).contains("unknown tool").doesNotContain("/login");
    logIn(anna.call("who", "{}").body());
    assertThat(anna.call("write", "{}").body()).contains("unknown tool").doesNotContain("/login");
  }
}
