package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.HttpAsked;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a login: tokens that run out, are refused, or are good for too little. */
@Timeout(120)
class ServerLoginTest {
  private static final Pattern PAGE =
      Pattern.compile("http://[^\\s\"]+/login\\?ticket=[^\\s\"\\\\]+");

  private final LoginDouble server = new LoginDouble();
  private RunningGateway gateway = gateway("login: {}");
  private final String key = gateway.key("anna");
  private McpClient anna = new McpClient(gateway.url(), key);

  private RunningGateway gateway(String login) {
    try {
      return RunningGateway.inFrontOf(
          "url: \"" + server.url() + "\", era: modern, credentials: {" + login + "}",
          RunningGateway.ALL,
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

  private URI logIn(Reply refused) throws Exception {
    Matcher found = PAGE.matcher(refused.body());
    assertThat(found.find()).as(refused.body()).isTrue();
    LoginBrowser browser = new LoginBrowser(gateway);
    URI away = browser.away(found.group(), key);
    assertThat(browser.comeBack(server.authorized(away, "anna@server")).statusCode())
        .isEqualTo(200);
    return away;
  }

  private List<HttpAsked> askedForTokens() {
    return server.http().rest().stream().filter(it -> it.target().equals("/token")).toList();
  }

  @Test
  void tokenThatRunsOut_isReplacedBeforeItIsShown_andItsRefreshTokenUsedOnce() throws Exception {
    server.expiresIn = ",\"expires_in\":5"; // within the margin, so over at once
    logIn(anna.tools());
    var _ = askedForTokens();

    assertThat(anna.call("who", "{}").body()).contains("anna@server");
    assertThat(anna.call("who", "{}").body()).contains("anna@server");

    List<HttpAsked> asked = server.http().rest();
    List<String> refreshes =
        asked.stream()
            .filter(it -> it.target().equals("/token"))
            .map(HttpAsked::body)
            .map(body -> Parameters.of(body).get("refresh_token").orElseThrow())
            .toList();
    assertThat(refreshes).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2);
    assertThat(asked.stream().filter(it -> it.target().equals("/mcp")))
        .allSatisfy(it -> assertThat(it.field("authorization")).isPresent());
  }

  @Test
  void tokenThatTheServerRefuses_isRenewed_andTheCallGoesOn() throws Exception {
    logIn(anna.tools());
    anna.tools();
    server.revoke(false);

    assertThat(anna.call("who", "{}").body()).contains("anna@server");
  }

  @Test
  void loginThatWasRevoked_isOver_andTheUserIsAskedAgain() throws Exception {
    logIn(anna.tools());
    anna.tools();
    server.revoke(true);

    Reply told = anna.call("who", "{}");

    assertThat(told.body()).contains("/login?ticket=").doesNotContain("anna@server");
    logIn(told);
    assertThat(anna.call("who", "{}").body()).contains("anna@server");
    assertThat(gateway.recorded().text()).contains("login-ended");
  }

  @Test
  void renewedTokenThatIsForSomebodyElse_isNotShown_andEndsTheLogin() throws Exception {
    server.expiresIn = ",\"expires_in\":5";
    logIn(anna.tools());
    assertThat(anna.call("who", "{}").body()).contains("anna@server");
    server.audience = "\"https://other.example\"";

    assertThat(anna.call("who", "{}").body())
        .contains("/login?ticket=")
        .doesNotContain("anna@server");
    assertThat(gateway.recorded().text()).contains("for somebody else than the server");
  }

  /** Renewing goes on at the same place; nothing is asked of the user meanwhile. */
  @Test
  void authorizationServerThatIsAway_endsNoLogin() throws Exception {
    server.expiresIn = ",\"expires_in\":5";
    logIn(anna.tools());
    anna.tools();
    server.tokenStatus = 503;
    assertThat(anna.call("who", "{}").body()).doesNotContain("anna@server", "/login");

    server.tokenStatus = 200;

    assertThat(anna.call("who", "{}").body()).contains("anna@server");
  }

  @Test
  void callThatNeedsMore_asksForWhatThereWasAndMore_andOtherCallsGoOn() throws Exception {
    server.challenge = "Bearer scope=\"read\"";
    logIn(anna.tools());
    anna.tools();
    server.neededToWrite = "write";

    Reply refused = anna.call("write", "{}");
    assertThat(anna.call("who", "{}").body()).contains("anna@server");
    URI away = logIn(refused);

    assertThat(Parameters.of(away.getRawQuery()).get("scope")).contains("read write");
    assertThat(anna.call("write", "{}").body()).contains("anna@server");
  }

  /** A server could send users to log in for ever. */
  @Test
  void serverThatIsNeverContent_isAskedOnlySoOften() throws Exception {
    logIn(anna.tools());
    anna.tools();
    server.neededToWrite = "never";
    for (int i = 0; i < 2; i++) {
      logIn(anna.call("write", "{}"));
      server.granted.clear();
    }

    assertThat(anna.call("write", "{}").body()).doesNotContain("/login");
    assertThat(anna.call("who", "{}").body()).contains("anna@server");
  }

  @Test
  void scopesBeyondWhatTheOperatorNamed_areNotAskedFor() throws Exception {
    gateway.close();
    gateway = gateway("login: {scopes: [read]}");
    String other = gateway.key("anna");
    anna = new McpClient(gateway.url(), other);
    server.challenge = "Bearer scope=\"read admin\"";
    Matcher found = PAGE.matcher(anna.tools().body());
    assertThat(found.find()).isTrue();
    LoginBrowser browser = new LoginBrowser(gateway);

    assertThat(browser.submit(browser.open(found.group()).body(), other).statusCode())
        .isEqualTo(502);
    assertThat(gateway.recorded().text()).contains("wants scopes that `scopes` does not name");
  }

  /** A challenge that names no scopes leaves it to the metadata, and those to the operator. */
  @Test
  void scopesOfTheMetadata_areAskedFor_asFarAsTheOperatorNamedThem() throws Exception {
    server.documents.put(
        LoginDouble.RESOURCE,
        LoginDouble.OWN.replace("}", ",\"scopes_supported\":[\"read\",\"admin\"]}"));
    assertThat(Parameters.of(logIn(anna.tools()).getRawQuery()).get("scope"))
        .contains("read admin");
    gateway.close();
    gateway = gateway("login: {scopes: [read]}");
    String other = gateway.key("anna");
    anna = new McpClient(gateway.url(), other);
    Matcher found = PAGE.matcher(anna.tools().body());
    assertThat(found.find()).isTrue();

    URI away = new LoginBrowser(gateway).away(found.group(), other);

    assertThat(Parameters.of(away.getRawQuery()).get("scope")).contains("read");
  }

  @Test
  void otherClientOfTheSameUser_hasALoginOfItsOwn() throws Exception {
    logIn(anna.tools());
    McpClient elsewhere = new McpClient(gateway.url(), gateway.key("anna"));

    assertThat(anna.tools().error()).isZero();
    assertThat(elsewhere.tools().body()).contains("/login?ticket=");
  }
}
