package io.portreeve.gateway.console.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.console.ConsoleRig;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.login.LoginBrowser;
import io.portreeve.gateway.pages.Markup;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a gateway whose rules let everybody pay, but never eve. */
class PolicyPageTest {
  private static final String POLICY = "/console/policy";
  private ConsoleRig rig;

  @BeforeEach
  void open() throws Exception {
    rig = new ConsoleRig("audit: {values: full}");
    var _ = rig.call("ann", "pay", "{'to':'bob'}");
    var _ = rig.call("ann", "pay", "{'to':'bob'}");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private HttpResponse<String> tried(String rules) throws Exception {
    LoginBrowser olga = rig.signedIn("olga");
    return olga.submit(POLICY, olga.get(POLICY).body(), Map.of("rules", rules));
  }

  @Test
  void rulesInForce_areShown_theForbiddingFirst() throws Exception {
    String page = rig.signedIn("olga").get(POLICY).body();

    assertThat(page)
        .contains("<code>never-eve</code>", "<code>pays</code>", "tools pay")
        .contains("args.to == &quot;eve&quot;");
    assertThat(page.indexOf("never-eve")).isLessThan(page.indexOf("<code>pays</code>"));
  }

  @Test
  void otherRules_areTriedOnWhatWasRecorded_andAreInForceNowhere() throws Exception {
    String page =
        Markup.plain(
            tried("policy:\n  allow:\n    - {name: bosses, roles: [boss], tools: [pay]}\n").body());

    assertThat(page)
        .contains("would have refused 2 of 2 recorded calls that were allowed")
        .contains("refused: policy-no-rule")
        .contains("<code>bosses</code></th><td>allow</td><td>new</td>")
        .contains("<code>pays</code></th><td>allow</td><td>gone</td>")
        .contains("<code>everybody</code>");
    assertThat(rig.call("ann", "pay", "{'to':'bob'}").body()).contains("paid");
  }

  @Test
  void sameRules_changeNothing() throws Exception {
    assertThat(
            tried(
                    "policy: {allow: [{name: pays, tools: [pay]}], deny: [{name: never-eve, tools: [pay], when: 'args.to == \"eve\"'}]}")
                .body())
        .contains("would have refused 0 of 2")
        .contains("None of the records would come out otherwise.")
        .contains("No rule differs.")
        .contains("Nobody of whom anything is known");
  }

  @Test
  void textThatIsNoPolicy_isGivenBackWithWhatIsWrong_asText() throws Exception {
    HttpResponse<String> page =
        tried(
            "policy: {allow: [{name: x, tools: [pay], when: 'args.('}]}\nlisten: </textarea><script>");

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body())
        .contains("role=\"alert\"", "listen")
        .contains("&lt;/textarea&gt;&lt;script&gt;")
        .doesNotContain("<script>");
  }

  /** Names of callers and of what they asked for stand on the page that a trial leads to. */
  @ParameterizedTest
  @ValueSource(
      strings = {"<img src=x onerror=alert(1)>", "\"><b>", "a\u202eb\u200bc", "</table><script>"})
  void whatCallersWrote_isText_onWhatATrialSays(String hostile) throws Exception {
    var _ = rig.call("bob", hostile, "{}");

    String page = tried("policy: {allow: [{name: all, tools: ['*']}]}").body();

    assertThat(page)
        .contains("allowed 1 of 1 that were refused")
        .contains(
            VisibleText.line(hostile)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;"))
        .doesNotContain("<img", "<b>", "<script>", "\u202e", "\u200b");
  }

  /** Nobody finds out by a trial which files there are. */
  @Test
  void fileThatARuleNames_isNotLookedFor() throws Exception {
    String there =
        tried(
                "policy: {decision-point: {url: 'https://pdp.example.com', token: 'file:/etc/passwd'}}")
            .body();
    String missing =
        tried(
                "policy: {decision-point: {url: 'https://pdp.example.com', token: 'file:/etc/nosuch'}}")
            .body();

    assertThat(there).contains("would have refused").doesNotContain("root:");
    assertThat(missing).contains("would have refused");
  }

  @Test
  void longText_isTaken_ofWhoeverMayTryOne() throws Exception {
    String filler = "# nothing\n".repeat(2_000);

    assertThat(tried(filler + "policy: {allow: [{name: pays, tools: [pay]}]}").body())
        .contains("would have refused 0 of 2");
  }

  @Test
  void whoeverIsNoOperator_seesNothingOfIt() throws Exception {
    LoginBrowser olga = rig.signedIn("olga");
    String page = olga.get(POLICY).body();

    for (String who : new String[] {"vera", "ada"}) {
      LoginBrowser browser = rig.signedIn(who);
      assertThat(browser.get(POLICY).statusCode()).isEqualTo(404);
      assertThat(browser.submit(POLICY, page, Map.of("rules", "policy: {}")).statusCode())
          .isEqualTo(404);
    }
  }
}
