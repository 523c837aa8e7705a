package io.portreeve.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.login.LoginBrowser;
import io.portreeve.gateway.pages.Markup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How it goes, on a page. */
@Timeout(120)
class OverviewTest {
  private static final String PAGE = "/console/overview";

  private final ConsoleRig rig = new ConsoleRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?for=day", "?for=week", "?for=<b>"})
  void messagesReasonsAndServers_areCounted_eachPictureInText(String query) throws Exception {
    rig.call("anna", "pay", "{'to':'bob'}");
    rig.call("bob", "pay", "{'to':'eve'}");
    LoginBrowser vera = rig.signedIn("vera");

    assertThat(Markup.plain(vera.get(PAGE + query.replace("<", "%3C").replace(">", "%3E")).body()))
        .contains(
            "<dt>Messages</dt><dd>2</dd>",
            "<dt>Forwarded</dt><dd>1</dd>",
            "<dt>Refused</dt><dd>1</dd>",
            "<svg viewBox=\"0 0 720 160\" role=\"img\" aria-labelledby=\"columns-title\"",
            "The same as a table",
            ">policy-denied</a></th><td>1</td>",
            "<th scope=\"row\"><code>it</code></th><td>answers</td><td>1</td><td>1</td>")
        .doesNotContain("<b>", "NaN");
  }

  @Test
  void nothingThatHappened_isSaidSo() throws Exception {
    assertThat(Markup.plain(rig.signedIn("vera").get(PAGE).body()))
        .contains("None in this time", "Every message went on", "<td>not asked yet</td>");
  }

  @Test
  void stateOfThePage_isAnotherAfterAMessage() throws Exception {
    LoginBrowser vera = rig.signedIn("vera");
    String before = vera.get(PAGE + "/state").body();

    rig.call("anna", "pay", "{'to':'bob'}");

    assertThat(vera.get(PAGE + "/state").body()).isNotEqualTo(before);
  }
}
