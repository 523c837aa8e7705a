package io.portreeve.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.login.LoginBrowser;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role sees of the pages, and what others can do with a browser that is signed in. */
@Timeout(120)
class ConsoleRolesTest {
  private final ConsoleRig rig = new ConsoleRig("audit: {values: full}");

  @AfterEach
  void close() {
    rig.close();
  }

  /** The address of the newest decision. */
  private static String newest(LoginBrowser browser) throws Exception {
    String list = browser.get("/console/decisions?tool=pay").body();
    int begin = list.indexOf("/console/decisions/one?number=");
    return list.substring(begin, list.indexOf('"', begin));
  }

  @Test
  void argumentsOfCalls_areShownToAuditorsAlone() throws Exception {
    rig.call("anna", "pay", "{'to':'some-private-value'}");

    for (LoginBrowser one :
        List.of(rig.signedIn("vera"), rig.signedIn("olga"), rig.signedIn("otto", "approver"))) {
      assertThat(one.get(newest(one)).body())
          .contains("Only auditors see them")
          .doesNotContain("some-private-value");
      assertThat(one.get("/console/decisions?search=some-private-value").body())
          .contains("No decision is like that");
    }
    LoginBrowser ada = rig.signedIn("ada");
    assertThat(ada.get(newest(ada)).body()).contains("some-private-value");
  }

  /** A key has roles of its own; none of them is one of the console by its name. */
  @ParameterizedTest
  @ValueSource(strings = {"viewer", "auditor", "operator"})
  void roleOfAKeyThatTheOperatorDidNotName_isNone(String role) throws Exception {
    LoginBrowser malory = rig.browser();

    assertThat(ConsoleRig.type(malory, "/console", rig.gateway().key("malory", role)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void approvals_areAPageOfApproversAlone() throws Exception {
    assertThat(rig.signedIn("vera").get("/console/decisions").body())
        .doesNotContain("href=\"/approvals\"");
    assertThat(rig.signedIn("otto", "approver").get("/console/decisions").body())
        .contains("href=\"/approvals\"");
  }

  @Test
  void console_beginsAtTheFirstPageThatSomebodyMayOpen() throws Exception {
    HttpResponse<String> begun = rig.signedIn("vera").get("/console");

    assertThat(begun.statusCode()).isEqualTo(303);
    assertThat(begun.headers().firstValue("location").orElseThrow()).startsWith("/console/");
  }

  @Test
  void whoSignedOut_isOut_andNobodyElseSignsHimOut() throws Exception {
    LoginBrowser vera = rig.signedIn("vera");
    String page = vera.get("/console/decisions").body();

    assertThat(vera.submit("/console/sign-out", page, Map.of("token", "made-up")).statusCode())
        .isEqualTo(403);
    assertThat(
            vera.submit("/console/sign-out", page, Map.of(), "origin", "https://evil.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(vera.get("/console/decisions").statusCode()).isEqualTo(200);
    assertThat(vera.submit("/console/sign-out", page, Map.of()).statusCode()).isEqualTo(303);
    assertThat(vera.get("/console/decisions").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/keys",
        "/console/policy",
        "/console/audit",
        "/console/audit/export",
        "/console/audit/export?since=nonsense",
        "/console/keys/state",
        "/console/audit/state"
      })
  void pageThatIsNotYours_answersLikeOneThatDoesNotExist(String path) throws Exception {
    LoginBrowser vera = rig.signedIn("vera");
    String none = path.endsWith("/state") ? "/console/none/state" : "/console/none";

    assertThat(seen(vera.get(path))).isEqualTo(seen(vera.get(none)));
    assertThat(seen(sent(vera, path))).isEqualTo(seen(sent(vera, none)));
    assertThat(vera.get("/console/decisions").body()).contains("<nav");
    assertThat(rig.browser().get("/console/none").statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> sent(LoginBrowser browser, String path) throws Exception {
    String made = "<form action=\"" + path + "\"></form>";
    return browser.submit(path, made, Map.of("token", "made-up"));
  }

  /** All that somebody is told, but for what his form is given anew each time. */
  private static String seen(HttpResponse<String> page) {
    return page.statusCode()
        + "\n"
        + told(page)
        + "\n"
        + page.body().replaceAll("name=\"token\" value=\"[^\"]*\"", "");
  }

  private static Map<String, List<String>> told(HttpResponse<String> page) {
    Map<String, List<String>> fields = new TreeMap<>(page.headers().map());
    fields.remove("date");
    return fields;
  }

  /** Nothing in them can be run, framed, kept or told to others. */
  @ParameterizedTest
  @ValueSource(strings = {"/console/decisions", "/console/decisions/one?number=0", "/console/none"})
  void pages_allowNothingButThemselves(String path) throws Exception {
    HttpResponse<String> page = rig.signedIn("vera").get(path);

    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("x-frame-options")).contains("DENY");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
    assertThat(page.body()).doesNotContain("style=", " onclick", "javascript:");
  }
}
