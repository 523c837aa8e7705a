package io.portreeve.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.login.IssuerDouble;
import io.portreeve.gateway.login.LoginBrowser;
import io.portreeve.gateway.oauth.TestIssuer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to a page with forms, by whom it may be and by whom it may not. */
@Timeout(120)
class ConsoleFormsTest {
  private static final String KEYS = "/console/keys";
  private static final Map<String, String> ZOE = Map.of("principal", "zoe");

  private final ConsoleRig rig = new ConsoleRig();

  @AfterEach
  void close() {
    rig.close();
  }

  /** The part of a page that makes a key. */
  private static String form(LoginBrowser browser) throws Exception {
    String page = browser.get(KEYS).body();
    return page.substring(page.lastIndexOf("<form"));
  }

  private boolean isMade(LoginBrowser operator) throws Exception {
    return operator.get(KEYS).body().contains("zoe");
  }

  @ParameterizedTest
  @CsvSource({
    "origin, https://evil.example",
    "sec-fetch-site, cross-site",
    "sec-fetch-site, same-site"
  })
  void formThatAnotherPageSends_isNotHeard(String field, String value) throws Exception {
    LoginBrowser olga = rig.signedIn("olga");
    String form = form(olga);

    assertThat(olga.submit(KEYS, form, ZOE, field, value).statusCode()).isEqualTo(403);
    assertThat(isMade(olga)).isFalse();
    assertThat(olga.submit(KEYS, form, ZOE).statusCode()).isEqualTo(303);
    assertThat(isMade(olga)).isTrue();
    assertThat(rig.gateway().recorded().text())
        .contains("console-refused", "a form that was not given to this browser");
  }

  @Test
  void formOfAnotherBrowser_orAboutSomethingElse_orWithoutItsToken_isNotHeard() throws Exception {
    LoginBrowser olga = rig.signedIn("olga");
    String hers = form(rig.signedIn("olga"));

    assertThat(olga.submit(KEYS, hers, ZOE).statusCode()).isEqualTo(403);
    for (String[] changed : new String[][] {{"subject", "another"}, {"token", ""}}) {
      Map<String, String> typed = new HashMap<>(ZOE);
      typed.put(changed[0], changed[1]);
      assertThat(olga.submit(KEYS, form(olga), typed).statusCode()).isEqualTo(403);
    }
    assertThat(isMade(olga)).isFalse();
  }

  /** With a form that is good: he was an operator when he was given it. */
  @Test
  void whoIsNoOperator_seesNoPageForOperators_andSendsNothingToIt() throws Exception {
    LoginBrowser vera = rig.signedIn("vera");
    LoginBrowser olga = rig.signedIn("olga");

    HttpResponse<String> page = vera.get(KEYS);
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is no such page").doesNotContain("<h2>A new key");
    assertThat(vera.get("/console/decisions").body()).doesNotContain("href=\"" + KEYS + "\"");
    assertThat(vera.submit(KEYS, form(olga), ZOE).statusCode()).isEqualTo(404);
    assertThat(isMade(olga)).isFalse();
  }

  @Test
  void form_isNotTakenFromAnAddress() throws Exception {
    LoginBrowser olga = rig.signedIn("olga");

    assertThat(olga.get(KEYS + "?subject=new&principal=zoe").statusCode()).isEqualTo(200);
    assertThat(isMade(olga)).isFalse();
  }

  /** What a key calls a role is no word of an issuer that comes in its place, nor is a name. */
  @Test
  void whoCameInOneWay_isOutOnceThereIsAnother() throws Exception {
    LoginBrowser vera = rig.signedIn("vera");
    try (IssuerDouble corp = new IssuerDouble()) {
      rig.reload(
          "authentication: {api-keys: true, oauth: {resource: %s, issuers: {corp: %s}}}"
              .formatted(TestIssuer.RESOURCE, corp.settings("")),
          "console: {sign-in: corp, viewers: {names: [corp/vera]}}");

      assertThat(vera.get("/approvals").statusCode()).isEqualTo(403);
      assertThat(vera.get("/console/decisions").statusCode()).isEqualTo(403);
    }
  }
}
