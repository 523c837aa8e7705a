package io.portreeve.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.login.LoginBrowser;
import io.portreeve.gateway.store.ApprovalState;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is at the page, and what others have a browser do there. */
@Timeout(120)
class InboxSessionTest {
  private final InboxRig rig = new InboxRig("consequential: true", "");
  private String id = "";

  @BeforeEach
  void ask() throws Exception {
    rig.pay("anna", "{'to':'bob'}");
    id = rig.waiting();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void assertNothingSaid() {
    assertThat(rig.find(id).state()).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void whoIsNotSignedIn_isShownWhereToDoThat_andNothingOfTheCall() throws Exception {
    HttpResponse<String> page = InboxRig.page(rig.browser(), id);

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body())
        .contains("Sign in at corp", rig.corp.url().toString())
        .doesNotContain("bob", "anna", "pay");
    assertThat(InboxRig.page(rig.browser(), "none").body().replace("id%3Dnone", "id%3D" + id))
        .isEqualTo(page.body());
  }

  @Test
  void whoSignsInAtThePageOfACall_comesBackToIt() throws Exception {
    LoginBrowser anna = rig.browser();
    HttpResponse<String> back = rig.signIn(anna, "/approvals/call?id=" + id, "anna");

    String where = back.headers().firstValue("location").orElseThrow();
    assertThat(where).isEqualTo("/approvals/call?id=" + id);
    assertThat(anna.get(where).body()).contains("Approve once");
  }

  /** Anybody may leave, and where he wants to be led is kept until he is back. */
  @Test
  void whoWantsToBeLedToALongAddress_isLedToTheStart() throws Exception {
    LoginBrowser anna = rig.browser();
    String longOne = "/console/sign-in?to=/approvals/call%3Fid%3D" + "x".repeat(600);
    HttpResponse<String> sent = anna.get(longOne);
    URI issuer = URI.create(sent.headers().firstValue("location").orElseThrow());

    HttpResponse<String> back = anna.get("/console/signed-in?" + rig.corp.signedIn(issuer, "anna"));

    assertThat(back.headers().firstValue("location")).hasValue("/console");
  }

  @Test
  void answerInTheBrowserOfSomebodyElse_signsNobodyIn_andIsUsedUp() throws Exception {
    LoginBrowser malory = rig.browser();
    HttpResponse<String> sent = malory.follow(malory.get("/approvals"));
    URI issuer = URI.create(sent.headers().firstValue("location").orElseThrow());
    String answer = "/console/signed-in?" + rig.corp.signedIn(issuer, "malory");
    LoginBrowser anna = rig.browser();
    anna.follow(anna.get("/approvals"));

    assertThat(anna.get(answer).statusCode()).isEqualTo(400);
    assertThat(malory.get(answer).statusCode()).isEqualTo(400);
  }

  /** Somebody who planted a cookie before knows nothing of the one that is given afterwards. */
  @Test
  void whoSignsIn_isGivenWhatNoBrowserHadBefore() throws Exception {
    LoginBrowser anna = rig.browser();
    anna.follow(anna.get("/approvals"));
    LoginBrowser malory = rig.browser();
    malory.become(anna);
    rig.signIn(anna, "/approvals", "anna");

    assertThat(anna.get("/approvals").statusCode()).isEqualTo(200);
    assertThat(malory.get("/approvals").statusCode()).isEqualTo(403);
  }

  @Test
  void cookie_isForBrowsersAlone_andNotSentByPagesOfOthers() throws Exception {
    LoginBrowser anna = rig.browser();
    HttpResponse<String> back = rig.signIn(anna, "/approvals", "anna");

    assertThat(back.headers().firstValue("set-cookie").orElseThrow())
        .startsWith("portreeve-console=")
        .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=3600");
  }

  @Test
  void whoSignedOut_isOut_andHisOldCookieAndFormAreWorthNothing() throws Exception {
    LoginBrowser anna = rig.signedIn("anna");
    LoginBrowser kept = rig.browser();
    kept.become(anna);
    String form = InboxRig.page(anna, id).body();

    assertThat(anna.submit("/console/sign-out", form, Map.of()).statusCode()).isEqualTo(303);
    for (LoginBrowser each : new LoginBrowser[] {anna, kept}) {
      assertThat(each.get("/approvals").statusCode()).isEqualTo(403);
      assertThat(each.submit("/approvals/call", form, Map.of("word", "approve")).statusCode())
          .isEqualTo(403);
    }
    assertNothingSaid();
  }

  /** The issuer would let the next one at this browser in as her without a question. */
  @Test
  void whoSignsInAfterASignOut_isAskedByTheIssuerWhoHeIs() throws Exception {
    LoginBrowser shared = rig.signedIn("anna");
    assertThat(toTheIssuer(rig.browser())).doesNotContain("prompt=");

    shared.submit("/console/sign-out", shared.get("/approvals").body(), Map.of());
    assertThat(toTheIssuer(shared)).contains("&prompt=login");
    assertThat(toTheIssuer(shared)).as("until somebody signed in").contains("&prompt=login");

    assertThat(rig.signIn(shared, "/approvals", "otto").statusCode()).isEqualTo(303);
    assertThat(shared.get("/approvals").statusCode()).isEqualTo(200);
    assertThat(shared.get("/console/sign-in").headers().firstValue("location").orElseThrow())
        .doesNotContain("prompt=");
  }

  private static String toTheIssuer(LoginBrowser browser) throws Exception {
    return browser.follow(browser.get("/approvals")).headers().firstValue("location").orElseThrow();
  }

  @Test
  void signingOut_isNotDoneByOthers() throws Exception {
    LoginBrowser anna = rig.signedIn("anna");
    String form = anna.get("/approvals").body();

    assertThat(anna.submit("/console/sign-out", form, Map.of("token", "made-up")).statusCode())
        .isEqualTo(403);
    assertThat(anna.get("/approvals").statusCode()).isEqualTo(200);
  }

  /** First as it is done; then by whom it must not be. */
  @ParameterizedTest
  @CsvSource({
    "origin, https://evil.example",
    "sec-fetch-site, cross-site",
    "sec-fetch-site, same-site"
  })
  void formThatAnotherPageSends_isNotHeard(String field, String value) throws Exception {
    LoginBrowser anna = rig.signedIn("anna");
    String form = InboxRig.page(anna, id).body();
    Map<String, String> yes = Map.of("word", "approve");

    assertThat(anna.submit("/approvals/call", form, yes, field, value).statusCode()).isEqualTo(403);
    assertNothingSaid();
    assertThat(
            anna.submit("/approvals/call", form, yes, "sec-fetch-site", "same-origin").statusCode())
        .isEqualTo(303);
  }

  @Test
  void formWithoutItsToken_orWithOneOfAnotherBrowser_isNotHeard() throws Exception {
    LoginBrowser anna = rig.signedIn("anna");
    LoginBrowser elsewhere = rig.signedIn("anna");
    String form = InboxRig.page(elsewhere, id).body();

    Map<String, String> yes = Map.of("word", "approve");
    assertThat(anna.submit("/approvals/call", form, yes).statusCode()).isEqualTo(403);
    assertThat(
            anna.submit("/approvals/call", form, Map.of("word", "approve", "token", ""))
                .statusCode())
        .isEqualTo(403);
    assertNothingSaid();
    assertThat(elsewhere.submit("/approvals/call", form, yes).statusCode()).isEqualTo(303);
  }

  @Test
  void answer_isNotTakenFromAnAddress() throws Exception {
    LoginBrowser anna = rig.signedIn("anna");

    assertThat(anna.get("/approvals/call?id=" + id + "&word=approve").statusCode()).isEqualTo(200);
    assertNothingSaid();
  }

  @Test
  void issuerThatIsAway_signsNobodyIn() throws Exception {
    LoginBrowser anna = rig.browser();
    HttpResponse<String> page = anna.get("/approvals");
    rig.corp.down = true;

    assertThat(anna.follow(page).statusCode()).isEqualTo(502);
  }

  /** Nothing in them can be run, framed, kept or told to others. */
  @Test
  void pages_allowNothingButThemselves() throws Exception {
    LoginBrowser anna = rig.signedIn("anna");
    HttpResponse<String> page = InboxRig.page(anna, id);

    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains(
            "default-src 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "script-src http://127.0.0.1:1/console/live.js;",
            "connect-src http://127.0.0.1:1/approvals/state;",
            "require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("x-frame-options")).contains("DENY");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
    assertThat(anna.get("/console/live.js").headers().firstValue("content-type").orElseThrow())
        .startsWith("text/javascript");
  }
}
