package io.portreeve.gateway.console.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.console.ConsoleRig;
import io.portreeve.gateway.login.LoginBrowser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The newest decisions, on pages. */
@Timeout(120)
class DecisionsPageTest {
  private static final String LIST = "/console/decisions";

  private final ConsoleRig rig = new ConsoleRig();

  @AfterEach
  void close() {
    rig.close();
  }

  /** As many as a query finds. */
  private static int found(LoginBrowser browser, String query) throws Exception {
    String page = browser.get(LIST + query).body();
    return page.split("/console/decisions/one\\?number=", -1).length - 1;
  }

  private static String first(LoginBrowser browser, String query) throws Exception {
    String list = browser.get(LIST + query).body();
    int begin = list.indexOf(LIST + "/one?number=");
    return browser.get(list.substring(begin, list.indexOf('"', begin))).body();
  }

  @ParameterizedTest
  @CsvSource({
    "?principal=anna, 1",
    "?principal=bob, 2",
    "?tool=pay, 2",
    "?verdict=refused, 2",
    "?reason=policy-denied, 1",
    "?server=it&verdict=forwarded, 1",
    "?server=none, 0",
    "?search=ANNA, 1",
    "?search=steal, 1",
    "?since=hour&tool=pay, 2",
    "?since=never&tool=steal, 1"
  })
  void list_showsWhatIsLookedFor(String query, int count) throws Exception {
    rig.call("anna", "pay", "{'to':'bob'}");
    rig.call("bob", "pay", "{'to':'eve'}");
    rig.call("bob", "steal", "{}");
    LoginBrowser vera = rig.signedIn("vera");

    assertThat(found(vera, query)).isEqualTo(count);
  }

  @Test
  void listOfNothing_saysWhatToDo_andOneThatIsFiltered_thatNothingIsLikeThat() throws Exception {
    LoginBrowser vera = rig.signedIn("vera");
    assertThat(vera.get(LIST).body()).contains("Give a client the address");

    rig.call("anna", "pay", "{'to':'bob'}");
    assertThat(vera.get(LIST + "?tool=none").body()).contains("No decision is like that.");
  }

  @ParameterizedTest
  @CsvSource({"'', false", "?search=pay, false", "?tool=pay, true", "?since=day, true"})
  void filters_areOpenWhereOneHolds(String query, boolean open) throws Exception {
    assertThat(rig.signedIn("vera").get(LIST + query).body())
        .contains("<details class=\"filters\"" + (open ? " open" : ">"));
  }

  @Test
  void decision_isShownWithEveryControlsWord_itsRule_andWhatWouldAllowIt() throws Exception {
    rig.call("bob", "pay", "{'to':'eve'}");
    LoginBrowser vera = rig.signedIn("vera");

    assertThat(first(vera, "?reason=policy-denied"))
        .contains(
            "refused: policy-denied, a rule denies it",
            "What each control said",
            "never-eve",
            "<dt>Denied by</dt><dd>rule `never-eve`</dd>",
            "a deny beats every allow",
            "<code>bob</code>");
  }

  @Test
  void decisionThatWentOn_isShownWithHowItEnded_andNothingToAllow() throws Exception {
    rig.call("anna", "pay", "{'to':'bob'}");
    LoginBrowser vera = rig.signedIn("vera");

    assertThat(first(vera, "?tool=pay"))
        .contains("forwarded", "<dt>Ended</dt><dd><code>completed</code></dd>", " ms")
        .doesNotContain("What would allow it");
  }

  /** What a client calls a tool, and what somebody searches for; and how it is shown. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "<img src=x onerror=alert(1)>, &lt;img src=x",
        "\"><script>alert(1)</script>, &quot;&gt;&lt;script&gt;alert",
        "x\" onmouseover=\"alert(1), x&quot; onmouseover=&quot;alert(1)",
        "javascript:alert(1)//, javascript:alert(1)//",
        "a\u202eb\u200bc\u0007d, a\\u{202e}b\\u{200b}c\\u{7}d",
        "</title></style><b>, &lt;/title&gt;&lt;/style&gt;&lt;b&gt;"
      })
  void whatOthersWrote_isText(String hostile, String shown) throws Exception {
    rig.call("bob", hostile, "{}");
    LoginBrowser vera = rig.signedIn("vera");
    String query = "?search=" + URLEncoder.encode(hostile, StandardCharsets.UTF_8);

    for (String page :
        new String[] {
          vera.get(LIST).body(), vera.get(LIST + query).body(), first(vera, "?principal=bob")
        }) {
      assertThat(page)
          .contains(shown)
          .doesNotContain("<img", "<script>alert", "<b>", "\" onmouseover", "href=\"javascript")
          .doesNotContain("\u202e", "\u200b", "\u0007");
    }
  }

  @Test
  void stateOfAPage_isAnotherOnceItWouldShowSomethingElse() throws Exception {
    LoginBrowser vera = rig.signedIn("vera");
    String before = vera.get(LIST + "/state?tool=pay").body();
    assertThat(vera.get(LIST + "?tool=pay").body()).contains("data-state=\"" + before + "\"");

    rig.call("anna", "steal", "{}");
    assertThat(vera.get(LIST + "/state?tool=pay").body()).isEqualTo(before);
    rig.call("anna", "pay", "{'to':'bob'}");
    assertThat(vera.get(LIST + "/state?tool=pay").body()).isNotEqualTo(before);
  }

  @Test
  void decisionThatIsNotThere_isNotShown() throws Exception {
    LoginBrowser vera = rig.signedIn("vera");

    for (String number : new String[] {"0", "999999", "x", "", "99999999999999999999"}) {
      assertThat(vera.get(LIST + "/one?number=" + number).statusCode()).isEqualTo(404);
    }
  }
}
