package io.portreeve.gateway.bypass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.rig.PemFolder;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.rig.TlsPort;
import io.portreeve.gateway.tls.PemFiles;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision point of a company's own authority, which wants to know who asks, over real TLS. */
class DecisionPointTlsTest {
  @TempDir private Path folder;
  private final TestAuthority corp = new TestAuthority("corp");
  private final TestAuthority rogue = new TestAuthority("corp");
  private final TestAuthority.Swappable shown = new TestAuthority.Swappable(corp.issue("pdp"));
  private final TlsPort port = new TlsPort(shown, corp);
  private final ScriptedHttp point =
      ScriptedHttp.start(port.demanding(), DecisionPointTlsTest::decide);
  private final ScriptedServer server = ScriptedServer.start(Shop.script());
  private PemFolder files;

  DecisionPointTlsTest() throws Exception {}

  @BeforeEach
  void files() {
    files = new PemFolder(folder);
  }

  @AfterEach
  void close() {
    server.close();
    point.close();
  }

  /** Everything but wiping, and each time on a connection of its own. */
  private static void decide(HttpAsked asked, HttpWire wire) throws Exception {
    String decision = "{\"decision\":" + !asked.body().contains("\"wipe\"") + "}";
    wire.whole(200, "application/json", decision.getBytes(UTF_8), "Connection: close");
  }

  private RunningGateway asking(String tls) throws StartFault {
    return RunningGateway.before(
        server.url("/mcp"),
        "policy: {allow: [{name: all, tools: ['*']}], decision-point: {url: '"
            + point.url("/ask")
            + "'"
            + tls
            + "}}");
  }

  private String believing(TestAuthority authority) throws Exception {
    return ", tls: {ca: '" + files.authority("ca.pem", authority) + "'";
  }

  private String own(TestAuthority.Keys keys) throws Exception {
    return ", certificate: '" + files.chain(keys) + "', key: '" + files.key(keys) + "'}";
  }

  @Test
  void useIsJudged_byTheOneThatKnowsUsByOurCertificate() throws Exception {
    try (RunningGateway gateway = asking(believing(corp) + own(corp.issue("gateway")))) {
      assertThat(called(gateway, "look")).contains("done look");
      assertThat(called(gateway, "wipe")).doesNotContain("done wipe");

      assertThat(port.shown()).hasSize(2).containsOnly("CN=gateway");
      assertThat(gateway.recorded().refusals()).containsExactly("decision-denied");
    }
  }

  @Test
  void withoutOurCertificate_nothingIsAsked_andNothingIsAllowed() throws Exception {
    try (RunningGateway gateway = asking(believing(corp) + "}")) {
      assertUndecided(gateway, "decision-unavailable");
    }
  }

  @Test
  void withoutItsAuthority_nothingIsAsked_andNothingIsAllowed() throws Exception {
    try (RunningGateway gateway = asking("")) {
      assertUndecided(gateway, "decision-unavailable");
    }
  }

  /** It would say yes to everything but wiping. */
  @Test
  void impostorInItsPlace_decidesWhereItIsBelieved_andIsNotAskedElsewhere() throws Exception {
    shown.keys().set(rogue.issue("pdp"));
    try (RunningGateway gullible = asking(believing(rogue) + own(corp.issue("gateway")))) {
      assertThat(called(gullible, "look")).contains("done look");
      var _ = point.rest();
    }
    try (RunningGateway gateway = asking(believing(corp) + own(corp.issue("gateway")))) {
      Recorded recorded = assertUndecided(gateway, "server-unproved", "decision-unavailable");

      assertThat(recorded.text())
          .contains("\"host\":\"127.0.0.1\"", "the decision point: ", "signature check failed");
    }
  }

  @Test
  void pairThatIsHalfRenewed_dropsNoDecision_andIsShownOnceItIsWhole() throws Exception {
    try (RunningGateway gateway = asking(believing(corp) + own(corp.issue("gateway")))) {
      TestAuthority.Keys next = corp.issue("renewed");
      byte[] whole = PemFiles.chain(next);

      files.chain(Arrays.copyOf(whole, whole.length / 3));
      assertThat(called(gateway, "look")).contains("done look");
      files.chain(whole);
      assertThat(called(gateway, "look")).contains("done look");
      assertThat(port.shown()).hasSize(2).containsOnly("CN=gateway");
      files.key(next);
      assertThat(called(gateway, "look")).contains("done look");

      assertThat(port.shown()).containsExactly("CN=renewed");
      assertThat(gateway.recorded().refusals()).isEmpty();
    }
  }

  private Recorded assertUndecided(RunningGateway gateway, String... refusals) throws Exception {
    var _ = server.http().rest();
    assertThat(called(gateway, "look")).doesNotContain("done look");

    assertThat(point.rest()).isEmpty();
    assertThat(server.http().rest()).noneMatch(asked -> asked.rpcMethod().equals("tools/call"));
    Recorded recorded = gateway.recorded();
    assertThat(recorded.refusals()).containsExactly(refusals);
    return recorded;
  }

  private static String called(RunningGateway gateway, String tool) throws Exception {
    return gateway.client("ann").call(tool, "{}").body();
  }
}
