package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.ScriptedHttp;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users of virtual servers, whose tokens are good at one of them, log in at a server behind it. */
@Timeout(120)
class EndpointLoginTest {
  private static final Pattern PAGE =
      Pattern.compile("http://[^\\s\"]+/login[^\\s\"?]*\\?ticket=[^\\s\"\\\\]+");

  private final LoginDouble server = new LoginDouble();
  private final ScriptedHttp keys =
      ScriptedHttp.start((_, wire) -> wire.whole(200, "application/json", jwks()));
  private final TestIssuer issuer = new TestIssuer(keys.url("").toString(), InstantSource.system());
  private final RunningGateway gateway = gateway();

  private byte[] jwks() {
    return issuer.jwks();
  }

  /** The desk has the server that users log in at, and so has the bank; the office has not. */
  private RunningGateway gateway() {
    try {
      return RunningGateway.start(
          "servers: {it: {url: \"%s\", era: modern, credentials: {login: {}}}, other: {url: \"%s\", era: modern}}"
              .formatted(server.url(), server.url()),
          "authentication: {api-keys: true, oauth: {resource: %s, issuers: {corp: {issuer: \"%s\", jwks: \"%s\", timeout: 1m}}}}"
              .formatted(TestIssuer.RESOURCE, keys.url(""), keys.url("/keys")),
          "endpoints: {office: {servers: [other]}, desk: {servers: [it], transparent: true},"
              + " bank: {servers: [it], transparent: true}}",
          RunningGateway.ALL);
    } catch (StartFault fault) {
      throw new AssertionError(fault);
    }
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
    keys.close();
  }

  private String token(String path) {
    return issuer.token(
        issuer.claims("anna").audience(URI.create(TestIssuer.RESOURCE).resolve(path).toString()));
  }

  private McpClient at(String endpoint, String credential) {
    return new McpClient(gateway.url("/" + endpoint + "/mcp"), credential);
  }

  private static String page(Reply answer) {
    Matcher found = PAGE.matcher(answer.body());
    if (!found.find()) {
      throw new AssertionError("no page in: " + answer.body());
    }
    return found.group();
  }

  private HttpResponse<String> logIn(String page, String credential) throws Exception {
    LoginBrowser browser = new LoginBrowser(gateway);
    URI away = browser.away(page, credential);
    return browser.comeBack(server.authorized(away, "anna@server"));
  }

  @Test
  void tokenForAnEndpoint_isEnoughToLogInThere_andTheRecordsNameTheEndpoint() throws Exception {
    String token = token("/bank/mcp");
    McpClient anna = at("bank", token);
    String page = page(anna.tools());

    assertThat(URI.create(page).getPath()).isEqualTo("/login/at/bank");
    assertThat(logIn(page, token).statusCode()).isEqualTo(200);

    assertThat(anna.call("who", "{}").body()).contains("anna@server");
    assertThat(gateway.recorded().text())
        .containsPattern("login-begun\"[^\\n]*\"endpoint\":\"bank\"")
        .containsPattern("login-completed\"[^\\n]*\"endpoint\":\"bank\"");
  }

  /** What would not let her in at the bank does not make her known at its page either. */
  @Test
  void tokenForAnotherEndpoint_provesNothingAtThePage() throws Exception {
    LoginBrowser browser = new LoginBrowser(gateway);
    String form = browser.open(page(at("bank", token("/bank/mcp")).tools())).body();

    for (String other : new String[] {"/desk/mcp", "/office/mcp", "/mcp"}) {
      assertThat(browser.submit(form, token(other)).statusCode()).as(other).isEqualTo(403);
    }
    assertThat(browser.submit(form, token("/bank/mcp")).statusCode()).isEqualTo(200);
    assertThat(gateway.recorded().text()).contains("login-refused");
  }

  /** Her key is good at both, so nothing but the link tells them apart. */
  @Test
  void linkOfOneEndpoint_isNoneAtAnother_forWhoeverMayComeToBoth() throws Exception {
    String key = gateway.key("anna");
    String ofTheBank = page(at("bank", key).tools());
    String ofTheDesk = page(at("desk", key).tools());
    LoginBrowser browser = new LoginBrowser(gateway);

    assertThat(browser.open(ofTheBank).statusCode()).isEqualTo(200);
    assertThat(browser.open(ofTheBank.replace("/at/bank?", "/at/desk?")).statusCode())
        .isEqualTo(400);
    assertThat(browser.open(ofTheBank.replace("/at/bank?", "/at/office?")).statusCode())
        .isEqualTo(400);
    assertThat(browser.open(ofTheBank.replace("/at/bank?", "?")).statusCode()).isEqualTo(404);

    String deskForm = browser.open(ofTheDesk).body();
    String exchanged = deskForm.replace("/login/at/desk", "/login/at/bank");
    assertThat(browser.submit(exchanged, key).statusCode()).isEqualTo(400);
    assertThat(browser.submit(deskForm, key).statusCode()).isEqualTo(200);
  }

  @Test
  void whoLoggedInAtOneEndpoint_isLoggedInWhereverTheServerIs() throws Exception {
    String key = gateway.key("anna");
    assertThat(logIn(page(at("desk", key).tools()), key).statusCode()).isEqualTo(200);

    assertThat(at("bank", key).call("who", "{}").body()).contains("anna@server");
  }
}
