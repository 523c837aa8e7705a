package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.login.LoginBrowser;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages about what the operator's commands are about, as a browser gets them. */
class ConsolePagesTest {
  private static final PinName PAY = new PinName("it", "tool", "pay<b>");
  private static final String DEFINITION =
      "/console/definition?server=it&kind=tool&name=pay%3Cb%3E";

  private final ScriptedServer server =
      ScriptedServer.start(
          Script.modern("{'tools':{}}")
              .on(
                  "tools/list",
                  turn ->
                      turn.result(
                          "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':[{'name':'pay<b>','inputSchema':{'type':'object'}}]}")));
  private RunningGateway gateway;

  @BeforeEach
  void open() throws Exception {
    gateway =
        RunningGateway.before(
            server.url("/mcp"),
            RunningGateway.ALL,
            "pinning: {first-seen: quarantine}",
            "console: {keys: true, viewers: {names: [vera]}, operators: {names: [olga]}}");
    var _ = gateway.client("ann").tools();
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  private LoginBrowser signedIn(String who) throws Exception {
    LoginBrowser browser = new LoginBrowser(gateway);
    assertThat(signIn(browser, who).statusCode()).isEqualTo(303);
    return browser;
  }

  private HttpResponse<String> signIn(LoginBrowser browser, String who) throws Exception {
    return browser.submit(browser.get("/console/servers").body(), gateway.key(who));
  }

  private PinState pay() {
    try (Store store = gateway.store()) {
      return store.pins().versions(PAY).getFirst().state();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/servers",
        "/console/server?id=it",
        DEFINITION,
        "/console/findings",
        "/console/conversations"
      })
  void page_isForThoseWithARole_whoMayDoNothingThere(String path) throws Exception {
    assertThat(new LoginBrowser(gateway).get(path).statusCode()).isEqualTo(403);
    assertThat(signIn(new LoginBrowser(gateway), "nobody").statusCode()).isEqualTo(403);

    HttpResponse<String> page = signedIn("vera").get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("name=\"word\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/server?id=it", DEFINITION})
  void nameThatAServerChose_isShownAsText(String path) throws Exception {
    assertThat(signedIn("vera").get(path).body())
        .contains("<code>pay&lt;b&gt;</code>")
        .doesNotContain("pay<b>");
  }

  @ParameterizedTest
  @ValueSource(strings = "/console/keys")
  void page_ofAnOperator_isNotThereForOthers(String path) throws Exception {
    assertThat(signedIn("vera").get(path).statusCode()).isEqualTo(404);
    assertThat(signedIn("vera").get("/console/servers").body()).doesNotContain(path);

    assertThat(signedIn("olga").get(path).statusCode()).isEqualTo(200);
    assertThat(signedIn("olga").get("/console/servers").body()).contains(path);
  }

  @Test
  void operator_approvesWhatWaits_andTheLogHasHisName() throws Exception {
    assertThat(pay()).isEqualTo(PinState.PENDING);
    LoginBrowser olga = signedIn("olga");

    HttpResponse<String> done =
        olga.submit("/console/definition", olga.get(DEFINITION).body(), Map.of("word", "approve"));

    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(done.headers().firstValue("location")).contains(DEFINITION);
    assertThat(pay()).isEqualTo(PinState.APPROVED);
    assertThat(gateway.recorded().text()).contains("\"pin-approved\"", "\"by\":\"olga\"");
  }

  @Test
  void formOfAnotherBrowser_orOfWhoeverMayNot_doesNothing() throws Exception {
    LoginBrowser olga = signedIn("olga");
    String page = olga.get(DEFINITION).body();
    Map<String, String> approve = Map.of("word", "approve");

    assertThat(signedIn("vera").submit("/console/definition", page, approve).statusCode())
        .isEqualTo(403);
    assertThat(signedIn("olga").submit("/console/definition", page, approve).statusCode())
        .isEqualTo(403);
    assertThat(
            olga.submit(
                    "/console/definition",
                    page,
                    approve,
                    "origin",
                    "https://evil.example",
                    "sec-fetch-site",
                    "cross-site")
                .statusCode())
        .isEqualTo(403);

    assertThat(pay()).isEqualTo(PinState.PENDING);
  }
}
