package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users in browsers, some of whom are not who they ought to be. */
@Timeout(120)
class LoginPagesTest {
  private static final Pattern PAGE =
      Pattern.compile("http://[^\\s\"]+/login\\?ticket=[^\\s\"\\\\]+");

  private final LoginDouble server = new LoginDouble();
  private RunningGateway gateway = gateway("");
  private String annaKey = gateway.key("anna");
  private final String maloryKey = gateway.key("malory");
  private McpClient anna = new McpClient(gateway.url(), annaKey);
  private final McpClient malory = new McpClient(gateway.url(), maloryKey);

  private RunningGateway gateway(String login) {
    try {
      return RunningGateway.inFrontOf(
          "url: \"" + server.url() + "\", era: modern, credentials: {login: {" + login + "}}",
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

  private static String page(Reply answer) {
    Matcher found = PAGE.matcher(answer.body());
    if (!found.find()) {
      throw new AssertionError("no page in: " + answer.body());
    }
    return found.group();
  }

  private LoginBrowser browser() {
    return new LoginBrowser(gateway);
  }

  /** Anna logs in at the server, all the way. */
  private void logIn(String user) throws Exception {
    LoginBrowser browser = browser();
    URI away = browser.away(page(anna.tools()), annaKey);
    assertThat(browser.comeBack(server.authorized(away, user)).statusCode()).isEqualTo(200);
  }

  @Test
  void userWhoLoggedIn_callsAsThatUser_andNobodyElseDoes() throws Exception {
    logIn("anna@server");

    assertThat(anna.tools().result().array("tools").orElseThrow().size()).isEqualTo(2);
    assertThat(anna.call("who", "{}").body()).contains("anna@server");
    assertThat(malory.tools().error()).isNotZero();
    assertThat(malory.call("who", "{}").body()).doesNotContain("anna@server");
  }

  @Test
  void tokens_areAskedForTheServerAlone_andLieNowhereInTheClear() throws Exception {
    logIn("anna@server");
    anna.call("who", "{}");
    String token = server.tokens.keySet().iterator().next();

    assertThat(token).startsWith("access-");
    try (Stream<Path> files = Files.walk(gateway.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(token, "refresh-");
      }
    }
  }

  /**
   * The phishing of the specification: Malory sends the link of her call to Anna. If a link were
   * enough, Anna's login would be Malory's from then on.
   */
  @Test
  void linkOfSomebodyElse_leadsNowhere() throws Exception {
    String malorysLink = page(malory.tools());
    LoginBrowser annas = browser();

    HttpResponse<String> refused = annas.submit(annas.open(malorysLink).body(), annaKey);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).doesNotContain("class=\"go\"", "anna", "malory");
    assertThat(gateway.recorded().text()).contains("login-refused");
  }

  /** What a login brings is kept for the client that called: no other may finish it. */
  @Test
  void keyOfAnotherClientOfTheSameUser_provesNothing() throws Exception {
    String other = gateway.key("anna");
    LoginBrowser browser = browser();
    String form = browser.open(page(anna.tools())).body();

    assertThat(browser.submit(form, other).statusCode()).isEqualTo(403);
    assertThat(browser.submit(form, annaKey).statusCode()).isEqualTo(200);
  }

  /** Malory's own proof, sent by a page of hers with Anna's browser. */
  @Test
  void formOfAnotherBrowser_isRefused_whateverProofIsInIt() throws Exception {
    String malorysLink = page(malory.tools());
    LoginBrowser malorys = browser();
    String form = malorys.open(malorysLink).body();
    LoginBrowser annas = browser();
    annas.open(malorysLink);

    assertThat(annas.submit(form, maloryKey).statusCode()).isEqualTo(403);
    assertThat(browser().submit(form, maloryKey).statusCode()).isEqualTo(403);
    assertThat(malorys.submit(form, maloryKey).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "origin,https://evil.example",
    "sec-fetch-site,cross-site",
    "sec-fetch-site,same-site",
  })
  void formThatAnotherSiteSends_isRefused(String field, String value) throws Exception {
    LoginBrowser browser = browser();
    String form = browser.open(page(anna.tools())).body();

    assertThat(browser.submit(form, annaKey, field, value).statusCode()).isEqualTo(403);
    assertThat(browser.submit(form, annaKey, "sec-fetch-site", "same-origin").statusCode())
        .isEqualTo(200);
  }

  /** Malory goes to the authorization server and has Anna's browser come back in her place. */
  @Test
  void answerInAnotherBrowser_isWorthNothing() throws Exception {
    LoginBrowser malorys = browser();
    URI away = malorys.away(page(malory.tools()), maloryKey);
    String answer = server.authorized(away, "anna@server");
    LoginBrowser annas = browser();
    annas.open(page(anna.tools()));

    assertThat(annas.comeBack(answer).statusCode()).isEqualTo(400);
    assertThat(server.tokens).isEmpty();
  }

  @Test
  void answer_isGoodOnce() throws Exception {
    LoginBrowser browser = browser();
    String answer = server.authorized(browser.away(page(anna.tools()), annaKey), "anna@server");

    assertThat(browser.comeBack(answer).statusCode()).isEqualTo(200);
    assertThat(browser.comeBack(answer).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "code=x", "code=x&state=", "code=x&state=wrong", "state=a&state=b"})
  void answerThatBelongsToNoLogin_isRefused(String answer) throws Exception {
    LoginBrowser browser = browser();
    browser.away(page(anna.tools()), annaKey);

    assertThat(browser.comeBack(answer).statusCode()).isEqualTo(400);
  }

  /** From now on the operator says where users log in. */
  private void nameTheIssuer() {
    nameTheIssuer("");
  }

  private void nameTheIssuer(String more) {
    gateway.close();
    gateway = gateway("issuer: \"" + server.base() + "\"" + more);
    annaKey = gateway.key("anna");
    anna = new McpClient(gateway.url(), annaKey);
  }

  /**
   * The mix-up: Malory's authorization server sends the browser on to an honest one, with the state
   * of the login at Malory's. The code that comes back would be shown to Malory's token endpoint.
   */
  @Test
  void authorizationServerThatNobodyNamed_mustSayWhoseItsAnswersAre() throws Exception {
    server.documents.put(LoginDouble.ISSUER, LoginDouble.silent(""));
    LoginBrowser browser = browser();

    HttpResponse<String> failed = browser.submit(browser.open(page(anna.tools())).body(), annaKey);

    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(failed.body()).doesNotContain("class=\"go\"");
    assertThat(gateway.recorded().text()).contains("whose answers do not say whose they are");
  }

  /** The rows of RFC 9207, section 2.4, with and without the promise to name itself. */
  @ParameterizedTest
  @CsvSource({
    "false,,200",
    "true,,502",
    "false,@,200",
    "true,@,200",
    "false,https://evil.example,502",
    "true,@/,502",
    "true,@?,502",
  })
  void answer_isOfTheServerThatWasAsked_orNone(boolean promised, String iss, int status)
      throws Exception {
    server.documents.put(
        LoginDouble.ISSUER,
        LoginDouble.silent(",\"authorization_response_iss_parameter_supported\":" + promised));
    nameTheIssuer();
    LoginBrowser browser = browser();
    URI away = browser.away(page(anna.tools()), annaKey);
    String answer = server.nameless(away, "anna@server");
    String from = iss == null ? "" : "&iss=" + Fetcher.encoded(iss.replace("@", server.base()));

    assertThat(browser.comeBack(answer + from).statusCode()).isEqualTo(status);
    assertThat(server.tokens.isEmpty()).isEqualTo(status != 200);
  }

  /** Where no name is promised, an answer with an unreadable one must not pass for one without. */
  @ParameterizedTest
  @CsvSource({
    "iss=@&iss=@,502",
    "iss=https://evil.example&iss=@,502",
    "iss=,502",
    "iss,502",
    "error=a&error=b,502",
    "code=another,502",
    "iss=@,200",
  })
  void answerThatIsAmbiguous_isRefused(String more, int status) throws Exception {
    server.documents.put(LoginDouble.ISSUER, LoginDouble.silent(""));
    nameTheIssuer();
    LoginBrowser browser = browser();
    String answer = server.nameless(browser.away(page(anna.tools()), annaKey), "anna@server");

    String both = answer + "&" + more.replace("@", server.base());

    assertThat(browser.comeBack(both).statusCode()).isEqualTo(status);
    assertThat(server.tokens.isEmpty()).isEqualTo(status != 200);
  }

  /** What stands behind fifty others would not be read: so none of it is. */
  @Test
  void answerThatHidesItsNameBehindOthers_isRefused() throws Exception {
    server.documents.put(LoginDouble.ISSUER, LoginDouble.silent(""));
    nameTheIssuer();
    LoginBrowser browser = browser();
    String answer = server.nameless(browser.away(page(anna.tools()), annaKey), "anna@server");

    String padded = answer + "&x=".repeat(60) + "&iss=https://evil.example";

    assertThat(browser.comeBack(padded).statusCode()).isEqualTo(400);
    assertThat(server.tokens).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"@/mcp\"|200",
        "\"@/mcp/\"|200",
        "\"@\"|200",
        "[\"https://other.example\",\"@/mcp\"]|200",
        "[]|200",
        "\"https://other.example/mcp\"|502",
        "[\"https://other.example/mcp\",\"account\"]|502",
        "\"@/m\"|502",
        "\"@/mcp/inner\"|502",
        "\"no address\"|502"
      })
  void tokenThatSaysThatItIsForSomebodyElse_isNotKept(String audience, int status)
      throws Exception {
    server.audience = audience;
    LoginBrowser browser = browser();
    URI away = browser.away(page(anna.tools()), annaKey);

    int answered = browser.comeBack(server.authorized(away, "anna@server")).statusCode();

    assertThat(server.tokens).hasSize(1);
    assertThat(answered).isEqualTo(status);
    assertThat(anna.call("who", "{}").body().contains("anna@server")).isEqualTo(status == 200);
  }

  /** Issuers that know no resources write a name of their own; the operator knows which. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"account\"|200",
        "[\"other\",\"account\"]|200",
        "\"@/mcp\"|502",
        "\"accounts\"|502",
        "[\"other\"]|502"
      })
  void audienceThatTheOperatorNames_isTheOneThatATokenMustName(String audience, int status)
      throws Exception {
    server.audience = audience;
    nameTheIssuer(", audience: account");
    LoginBrowser browser = browser();
    URI away = browser.away(page(anna.tools()), annaKey);

    int answered = browser.comeBack(server.authorized(away, "anna@server")).statusCode();

    assertThat(answered).isEqualTo(status);
    assertThat(anna.call("who", "{}").body().contains("anna@server")).isEqualTo(status == 200);
  }

  @Test
  void userWhoSaysNo_isToldSo_andHasNoToken() throws Exception {
    LoginBrowser browser = browser();
    String state =
        Parameters.of(browser.away(page(anna.tools()), annaKey).getRawQuery())
            .get("state")
            .orElseThrow();

    HttpResponse<String> said =
        browser.comeBack("error=access_denied&error_description=%3Cb%3E&state=" + state);

    assertThat(said.statusCode()).isEqualTo(502);
    assertThat(said.body()).doesNotContain("<b>", "access_denied");
    assertThat(anna.tools().error()).isNotZero();
  }

  @Test
  void pages_mayBeInNoFrame_runNothing_andAreKeptNowhere() throws Exception {
    HttpResponse<String> page = browser().open(page(anna.tools()));

    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
    assertThat(page.headers().firstValue("x-frame-options")).contains("DENY");
    assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(page.headers().firstValue("set-cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax");
    assertThat(page.body()).doesNotContain("<script", "anna");
  }

  @Test
  void whereTheUserIsSent_isShownFirst_withWhatIsAskedFor() throws Exception {
    server.challenge = "Bearer scope=\"read write\"";
    LoginBrowser browser = browser();
    String link = page(anna.tools());

    HttpResponse<String> away = browser.submit(browser.open(link).body(), annaKey);

    assertThat(away.body())
        .contains(
            "log in at <code>" + server.base() + "</code>",
            "speaks for <code>" + server.base() + "</code>",
            "shown to <code>" + server.base() + "</code>",
            "read write");
    Parameters asked = Parameters.of(LoginBrowser.link(away).getRawQuery());
    assertThat(asked.get("resource")).contains(server.url().toString());
    assertThat(asked.get("code_challenge_method")).contains("S256");
    assertThat(asked.get("scope")).contains("read write");
  }

  /** OpenID Connect Core 1.0, section 11: a refresh token is asked for with the user's consent. */
  @Test
  void tokenThatCanBeRenewed_isAskedFor_onlyWhereTheAuthorizationServerHasSuch() throws Exception {
    Parameters without = asked();
    server.documents.put(
        LoginDouble.ISSUER, LoginDouble.metadata(",\"scopes_supported\":[\"offline_access\"]"));
    Parameters with = asked();

    assertThat(without.get("scope")).isEmpty();
    assertThat(without.get("prompt")).isEmpty();
    assertThat(with.get("scope")).contains("offline_access");
    assertThat(with.get("prompt")).contains("consent");
  }

  /** What one login is bound to must not be known from another. */
  @Test
  void eachLogin_hasAStateAndAChallengeOfItsOwn() throws Exception {
    Parameters first = asked();
    Parameters second = asked();

    assertThat(first.get("state")).isPresent().isNotEqualTo(second.get("state"));
    assertThat(first.get("code_challenge")).isPresent().isNotEqualTo(second.get("code_challenge"));
  }

  /** Anybody could end a login with an error that nobody sent. */
  @Test
  void errorOfAnotherAuthorizationServer_isNotTakenForAnAnswer() throws Exception {
    LoginBrowser browser = browser();
    String state =
        Parameters.of(browser.away(page(anna.tools()), annaKey).getRawQuery())
            .get("state")
            .orElseThrow();

    HttpResponse<String> said =
        browser.comeBack("error=access_denied&iss=https%3A%2F%2Fevil.example&state=" + state);

    assertThat(said.statusCode()).isEqualTo(502);
    assertThat(gateway.recorded().text())
        .contains("does not come from the authorization server")
        .doesNotContain("said no");
  }

  /** What the authorization server is asked for after a first call. */
  private Parameters asked() throws Exception {
    LoginBrowser browser = browser();
    String form = browser.open(page(anna.tools())).body();
    return Parameters.of(LoginBrowser.link(browser.submit(form, annaKey)).getRawQuery());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/login", "/login?ticket=", "/login?ticket=AAAA", "/login?ticket=a&ticket=b"})
  void linkThatIsNone_isRefused(String link) throws Exception {
    assertThat(browser().get(link).statusCode()).isEqualTo(400);
  }

  @Test
  void wrongKey_provesNobody() throws Exception {
    LoginBrowser browser = browser();
    String form = browser.open(page(anna.tools())).body();

    assertThat(browser.submit(form, "no key").statusCode()).isEqualTo(403);
    assertThat(browser.submit(form, "\u0001").statusCode()).isEqualTo(403);
    assertThat(browser.submit(form, "").statusCode()).isEqualTo(403);
  }

  @Test
  void loginOfAServerThatLies_fails_andSaysToTheBrowserNothingOfWhy() throws Exception {
    server.documents.put(
        LoginDouble.RESOURCE,
        "{\"resource\":\"https://other.example\",\"authorization_servers\":[\"@\"]}");
    LoginBrowser browser = browser();
    String form = browser.open(page(anna.tools())).body();

    HttpResponse<String> failed = browser.submit(form, annaKey);

    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(failed.body()).doesNotContain("other.example");
    assertThat(gateway.recorded().text()).contains("metadata of another resource");
  }

  @Test
  void login_isOnRecord_fromItsBeginningToItsEnd() throws Exception {
    logIn("anna@server");

    assertThat(gateway.recorded().text())
        .contains("login-begun", "login-completed", "\"principal\":\"anna\"")
        .doesNotContain("access-", "refresh-");
  }

  @Test
  void otherMethods_areNotAnswered() throws Exception {
    assertThat(anna.at(gateway.url("/login")).send("DELETE", "").status()).isEqualTo(405);
    assertThat(anna.at(gateway.url("/login/callback")).send("POST", "").status()).isEqualTo(405);
  }
}
