package io.portreeve.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.login.LoginBrowser;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in with a key, and who does not. */
@Timeout(120)
class KeySignInTest {
  private final ConsoleRig rig = new ConsoleRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/console/decisions", "/console/decisions/one?number=1"})
  void whoIsNotSignedIn_isShownWhereToDoThat_andNothingBesides(String page) throws Exception {
    rig.call("anna", "pay", "{'to':'bob'}");

    HttpResponse<String> shown = rig.browser().get(page);

    assertThat(shown.statusCode()).isEqualTo(403);
    assertThat(shown.body()).contains("Your key").doesNotContain("anna", "pay", "<nav");
  }

  @Test
  void whoTypesAKeyWithARole_isLedWhereHeWanted_andSeesWhoHeIs() throws Exception {
    LoginBrowser vera = rig.browser();

    HttpResponse<String> in =
        ConsoleRig.type(vera, "/console/decisions", rig.gateway().key("vera"));

    assertThat(in.headers().firstValue("location")).contains("/console/decisions");
    assertThat(vera.get("/console/decisions").body())
        .contains("<code>vera</code> (viewer)", "aria-current=\"page\"");
    assertThat(rig.gateway().recorded().text())
        .contains("console-signed-in", "\"principal\":\"vera\",\"key\":");
  }

  /** Another one is answered with the same words: nobody learns which keys there are. */
  @Test
  void keyWithoutARole_andKeyThatIsNone_openNothing() throws Exception {
    LoginBrowser anna = rig.browser();
    LoginBrowser malory = rig.browser();

    HttpResponse<String> hers = ConsoleRig.type(anna, "/console", rig.gateway().key("anna"));
    HttpResponse<String> his = ConsoleRig.type(malory, "/console", "ptr_none");

    assertThat(hers.statusCode()).isEqualTo(403);
    assertThat(his.body()).isEqualTo(hers.body());
    assertThat(anna.get("/console/decisions").statusCode()).isEqualTo(403);
  }

  @Test
  void whoSignsIn_isGivenWhatNoBrowserHadBefore() throws Exception {
    LoginBrowser vera = rig.browser();
    vera.get("/console");
    LoginBrowser malory = rig.browser();
    malory.become(vera);
    ConsoleRig.type(vera, "/console", rig.gateway().key("vera"));

    assertThat(vera.get("/console/decisions").statusCode()).isEqualTo(200);
    assertThat(malory.get("/console/decisions").statusCode()).isEqualTo(403);
  }

  /** Else a page of somebody else could sign a browser in as somebody whom he knows. */
  @ParameterizedTest
  @CsvSource({"origin, https://evil.example", "sec-fetch-site, cross-site"})
  void keyThatAnotherPageSends_signsNobodyIn(String field, String value) throws Exception {
    LoginBrowser vera = rig.browser();
    Map<String, String> key = Map.of("credential", rig.gateway().key("vera"));
    String page = vera.get("/console").body();

    assertThat(vera.submit("/console/sign-in", page, key, field, value).statusCode())
        .isEqualTo(403);
    assertThat(rig.browser().submit("/console/sign-in", page, key).statusCode()).isEqualTo(403);
    assertThat(vera.submit("/console/sign-in", page, key).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/console\\@evil",
        "/mcp",
        "javascript:x"
      })
  void whereSomebodyIsLed_isAPageOfOurs(String to) throws Exception {
    LoginBrowser vera = rig.browser();
    String page = vera.get("/console").body();

    HttpResponse<String> in =
        vera.submit(
            "/console/sign-in", page, Map.of("credential", rig.gateway().key("vera"), "to", to));

    assertThat(in.headers().firstValue("location")).contains("/console");
  }

  @Test
  void whoseKeyIsRevoked_isOut() throws Exception {
    LoginBrowser vera = rig.signedIn("vera");
    assertThat(vera.get("/console/decisions").statusCode()).isEqualTo(200);

    rig.gateway().revokeKeys();

    assertThat(vera.get("/console/decisions").statusCode()).isEqualTo(403);
  }
}
