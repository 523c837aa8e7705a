package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users whose tokens are bound to a key of their application, which nobody can type: they sign in
 * at the issuer of their tokens, or somebody else does.
 */
@Timeout(120)
class SignInTest {
  private static final Pattern PAGE =
      Pattern.compile("http://[^\\s\"]+/login[^\\s\"?]*\\?ticket=[^\\s\"\\\\]+");

  @TempDir Path folder;

  private final LoginDouble server = new LoginDouble();
  private final IssuerDouble corp = new IssuerDouble();
  private final IssuerDouble partner = new IssuerDouble();
  private RunningGateway gateway = gateway("", "");

  private RunningGateway gateway(String oauth, String signIn, String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "authentication: {api-keys: true, oauth: {resource: %s, issuers: {corp: %s, partner: %s}%s}}"
                    .formatted(
                        TestIssuer.RESOURCE,
                        corp.settings(signIn),
                        partner.settings(signIn),
                        oauth),
                RunningGateway.ALL));
    lines.addAll(List.of(more));
    try {
      return RunningGateway.inFrontOf(
          "url: \"" + server.url() + "\", era: modern, credentials: {login: {}}",
          lines.toArray(String[]::new));
    } catch (StartFault fault) {
      throw new AssertionError(fault);
    }
  }

  private void anew(String oauth, String signIn) {
    gateway.close();
    gateway = gateway(oauth, signIn);
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
    corp.close();
    partner.close();
  }

  /** What the server answers somebody who comes with a bound token and its proof. */
  private Reply who(IssuerDouble issuer, String user) throws IOException, InterruptedException {
    String token = issuer.access(user);
    String body = McpClient.request("tools/call", "'name':'who','arguments':{}");
    List<String> fields = new ArrayList<>(List.of(McpClient.fields(Jsons.object(body))));
    fields.addAll(List.of("authorization", "DPoP " + token, "dpop", issuer.proof(token)));
    return new McpClient(gateway.url(), "").send("POST", body, fields.toArray(String[]::new));
  }

  private String link(String user) throws IOException, InterruptedException {
    return page(who(corp, user));
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

  /** Follows the link of the page to the issuer. */
  private static URI toTheIssuer(LoginBrowser browser, String link)
      throws IOException, InterruptedException {
    HttpResponse<String> sent = browser.follow(browser.open(link));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
    return URI.create(sent.headers().firstValue("location").orElseThrow());
  }

  private static HttpResponse<String> back(LoginBrowser browser, String answer)
      throws IOException, InterruptedException {
    return browser.get("/login/signed-in/corp?" + answer);
  }

  /** Signs in as this user, at the page that this link leads to. */
  private HttpResponse<String> signIn(LoginBrowser browser, String link, String user)
      throws IOException, InterruptedException {
    return back(browser, corp.signedIn(toTheIssuer(browser, link), user));
  }

  @Test
  void whoSignsInAsTheOneWhoCalled_logsInAtTheServer_andTheCallGoesThrough() throws Exception {
    LoginBrowser browser = browser();
    HttpResponse<String> away = signIn(browser, link("anna"), "anna");

    assertThat(away.body())
        .contains("used for <code>corp/anna</code> through <code>corp/desk</code>");
    String answer = server.authorized(LoginBrowser.link(away), "anna@server");
    assertThat(browser.comeBack(answer).statusCode()).isEqualTo(200);

    assertThat(who(corp, "anna").body()).contains("anna@server");
    assertThat(who(corp, "malory").body()).doesNotContain("anna@server");
    assertThat(gateway.recorded().text())
        .contains("login-begun", "login-completed", "\"principal\":\"corp/anna\"");
  }

  /** A bound token without a proof is what a thief has. */
  @Test
  void boundToken_provesNothingWhereItIsTyped() throws Exception {
    LoginBrowser browser = browser();
    String form = browser.open(link("anna")).body();

    assertThat(browser.submit(form, corp.access("anna")).statusCode()).isEqualTo(403);
  }

  /** The phishing of the specification: a link travels, and whoever opens it signs in. */
  @Test
  void linkOfSomebodyElse_leadsNowhere_whoeverSignsIn() throws Exception {
    for (String[] each : new String[][] {{"malory", "anna"}, {"anna", "malory"}}) {
      HttpResponse<String> refused = signIn(browser(), link(each[0]), each[1]);

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).doesNotContain("class=\"go\"", "anna", "malory");
    }
    assertThat(server.tokens).isEmpty();
    assertThat(gateway.recorded().text())
        .contains("somebody else signed in")
        .doesNotContain("login-begun");
  }

  /** Malory signs in and has Anna's browser come back in her place, to log in for her. */
  @Test
  void answerInAnotherBrowser_isWorthNothing_andUsedUp() throws Exception {
    LoginBrowser malorys = browser();
    String answer = corp.signedIn(toTheIssuer(malorys, link("malory")), "malory");
    LoginBrowser annas = browser();
    annas.open(link("anna"));

    assertThat(back(annas, answer).statusCode()).isEqualTo(400);
    assertThat(back(malorys, answer).statusCode()).isEqualTo(400);
    assertThat(browser().get("/login/signed-in/corp?" + answer).statusCode()).isEqualTo(400);
  }

  /** The code of another sign-in, put into the answer of one's own: PKCE and nonce are not its. */
  @Test
  void codeOfAnotherBrowser_isWorthNothingInAnAnswerOfOnesOwn() throws Exception {
    LoginBrowser annas = browser();
    String code =
        Parameters.of(corp.signedIn(toTheIssuer(annas, link("anna")), "anna"))
            .get("code")
            .orElseThrow();
    LoginBrowser malorys = browser();
    URI asked = toTheIssuer(malorys, link("anna"));
    String state = Parameters.of(asked.getRawQuery()).get("state").orElseThrow();
    String iss = Fetcher.encoded(corp.url().toString());

    assertThat(back(malorys, "code=" + code + "&state=" + state + "&iss=" + iss).statusCode())
        .isEqualTo(502);
    assertThat(gateway.recorded().text()).contains("refuses the code: invalid_grant");
  }

  @Test
  void answer_isGoodOnce() throws Exception {
    LoginBrowser browser = browser();
    String answer = corp.signedIn(toTheIssuer(browser, link("anna")), "anna");

    assertThat(back(browser, answer).statusCode()).isEqualTo(200);
    assertThat(back(browser, answer).statusCode()).isEqualTo(400);
  }

  /** Nobody is sent to sign in by a link that another page, or another browser, made. */
  @Test
  void wayToTheIssuer_beginsAtThePageOfTheSameBrowser() throws Exception {
    String link = link("anna");
    LoginBrowser annas = browser();
    HttpResponse<String> page = annas.open(link);
    LoginBrowser others = browser();
    others.open(link);

    assertThat(others.follow(page).statusCode()).isEqualTo(403);
    assertThat(browser().follow(page).statusCode()).isEqualTo(403);
    assertThat(annas.follow(page, "sec-fetch-site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(annas.get("/login/sign-in?" + URI.create(link).getRawQuery()).statusCode())
        .isEqualTo(403);
    assertThat(annas.get("/login/sign-in?ticket=AAAA").statusCode()).isEqualTo(400);
    assertThat(annas.follow(page, "sec-fetch-site", "same-origin").statusCode()).isEqualTo(303);
  }

  /** The issuer is asked for each, and what is under way has an end. */
  @Test
  void whoLeavesForTheIssuerMoreOftenThanHeMayCall_isNotLetThrough() throws Exception {
    gateway.close();
    gateway = gateway("", "", "limits: {requests-per-minute: 5}");
    LoginBrowser annas = browser();
    HttpResponse<String> page = annas.open(link("anna"));

    List<Integer> answers = new ArrayList<>();
    for (int again = 0; again < 12; again++) {
      answers.add(annas.follow(page).statusCode());
    }

    assertThat(answers).startsWith(303).contains(403).containsOnly(303, 403);
    assertThat(gateway.recorded().text()).contains("would not be let in with a call now");
  }

  /** RFC 9207: who promised to name himself does. */
  @ParameterizedTest
  @CsvSource({
    "true,,502",
    "false,,200",
    "true,@,200",
    "false,@,200",
    "false,https://evil.example,502"
  })
  void answer_isOfTheIssuer_orNone(boolean promised, String iss, int status) throws Exception {
    corp.more = ",\"authorization_response_iss_parameter_supported\":" + promised;
    LoginBrowser browser = browser();
    String answer =
        corp.signedIn(toTheIssuer(browser, link("anna")), "anna").replaceFirst("&iss=.*", "");
    String from =
        iss == null ? "" : "&iss=" + Fetcher.encoded(iss.replace("@", corp.url().toString()));

    assertThat(back(browser, answer + from).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&code=another", "&iss=", "&error=access_denied", "&error=a&error=b"})
  void answerThatIsAmbiguous_orANo_isRefused(String more) throws Exception {
    LoginBrowser browser = browser();
    String answer = corp.signedIn(toTheIssuer(browser, link("anna")), "anna");

    assertThat(back(browser, answer + more).statusCode()).isEqualTo(502);
  }

  @Test
  void answerOfOneIssuer_isNoneOfAnother() throws Exception {
    LoginBrowser browser = browser();
    String answer = corp.signedIn(toTheIssuer(browser, link("anna")), "anna");

    assertThat(browser.get("/login/signed-in/partner?" + answer).statusCode()).isEqualTo(400);
    assertThat(browser.get("/login/callback?" + answer).statusCode()).isEqualTo(400);
  }

  /** Both have an Anna, and neither says who the other's is. */
  @Test
  void userOfAnotherIssuer_signsInThere() throws Exception {
    LoginBrowser browser = browser();
    URI asked = toTheIssuer(browser, page(who(partner, "anna")));

    assertThat(asked.getPort()).isEqualTo(partner.url().getPort());
    HttpResponse<String> away =
        browser.get("/login/signed-in/partner?" + partner.signedIn(asked, "anna"));
    assertThat(away.body()).contains("partner/anna");
  }

  @Test
  void issuer_isAskedAsOpenIdConnectWants_forNoMoreThanIsConfigured() throws Exception {
    Parameters asked = Parameters.of(toTheIssuer(browser(), link("anna")).getRawQuery());
    Parameters again = Parameters.of(toTheIssuer(browser(), link("anna")).getRawQuery());

    assertThat(asked.get("response_type")).contains("code");
    assertThat(asked.get("client_id")).contains(IssuerDouble.CLIENT);
    assertThat(asked.get("redirect_uri")).contains("http://127.0.0.1:1/login/signed-in/corp");
    assertThat(asked.get("scope")).contains("openid");
    assertThat(asked.get("code_challenge_method")).contains("S256");
    assertThat(asked.get("resource")).isEmpty();
    for (String each : List.of("state", "nonce", "code_challenge")) {
      assertThat(asked.get(each)).isPresent().isNotEqualTo(again.get(each));
    }
  }

  @Test
  void clientWithASecret_showsIt_andAsksForItsScopes() throws Exception {
    corp.secret = "secret-of-the-pages";
    Path file =
        Files.createFile(
            folder.resolve("secret"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, corp.secret);
    anew("", ", client-secret: \"file:" + file + "\", scopes: [profile]");
    LoginBrowser browser = browser();
    URI asked = toTheIssuer(browser, link("anna"));

    assertThat(Parameters.of(asked.getRawQuery()).get("scope")).contains("openid profile");
    assertThat(back(browser, corp.signedIn(asked, "anna")).statusCode()).isEqualTo(200);

    corp.secret = "another";
    assertThat(signIn(browser(), link("anna"), "anna").statusCode()).isEqualTo(502);
  }

  @Test
  void whatTheIssuerSaysOfAnotherSignIn_orToAnotherClient_isNotBelieved() throws Exception {
    Date ago = Date.from(Instant.now().minus(1, ChronoUnit.HOURS));
    List<UnaryOperator<JWTClaimsSet.Builder>> wrong =
        List.of(
            claims -> claims.claim("nonce", "another"),
            claims -> claims.claim("nonce", null),
            claims -> claims.audience("another"),
            claims -> claims.issuer(partner.url().toString()),
            claims -> claims.expirationTime(ago));
    for (UnaryOperator<JWTClaimsSet.Builder> each : wrong) {
      corp.said = each;
      assertThat(signIn(browser(), link("anna"), "anna").statusCode()).isEqualTo(502);
    }
    corp.said = UnaryOperator.identity();
    assertThat(signIn(browser(), link("anna"), "anna").statusCode()).isEqualTo(200);
    assertThat(gateway.recorded().text()).contains("is not good: a token of another sign-in");
  }

  @Test
  void issuerThatCannotBeReached_isSaid_andOnRecord() throws Exception {
    LoginBrowser browser = browser();
    HttpResponse<String> page = browser.open(link("anna"));
    corp.down = true;

    assertThat(browser.follow(page).statusCode()).isEqualTo(502);
    assertThat(gateway.recorded().text()).contains("HTTP 500 from " + corp.url());
  }

  @Test
  void page_offersToSignIn_andAKeyOnlyWhereOneCanBeTyped() throws Exception {
    String both = browser().open(link("anna")).body();
    assertThat(both)
        .contains("Sign in at corp", "<code>" + corp.url() + "</code>", "corp/desk", "<details>")
        .doesNotContain("anna", "<script");
    assertThat(both.indexOf("Sign in at corp")).isLessThan(both.indexOf("id=\"credential\""));

    String own = page(new McpClient(gateway.url(), gateway.key("anna")).call("who", "{}"));
    assertThat(browser().open(own).body()).contains("id=\"credential\"").doesNotContain("Sign in");

    anew(", require-bound: true", "");
    assertThat(browser().open(link("anna")).body())
        .contains("Sign in at corp")
        .doesNotContain("id=\"credential\"");
  }

  /** A key that was given to a user under the name that the issuer has for him. */
  @Test
  void userOfAKeyWithTheIssuersName_mayTypeItOrSignIn() throws Exception {
    String key = gateway.key("corp/anna");
    LoginBrowser browser = browser();
    String link = page(new McpClient(gateway.url(), key).call("who", "{}"));

    assertThat(browser.submit(browser.open(link).body(), key).statusCode()).isEqualTo(200);
    assertThat(signIn(browser, link, "anna").statusCode()).isEqualTo(200);
  }

  @Test
  void otherMethods_areNotAnswered() throws Exception {
    McpClient anybody = new McpClient(gateway.url(), "");
    for (String path : List.of("/login/sign-in", "/login/signed-in/corp")) {
      assertThat(anybody.at(gateway.url(path)).send("POST", "").status()).isEqualTo(405);
    }
    assertThat(anybody.at(gateway.url("/login/signed-in/nobody")).send("GET", "").status())
        .isEqualTo(404);
  }
}
