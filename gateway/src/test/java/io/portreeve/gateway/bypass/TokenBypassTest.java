package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Access tokens of real issuers, in front of the whole gateway. */
@Timeout(120)
class TokenBypassTest {
  private static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

  private final Issuer corp = new Issuer();
  private final Issuer partner = new Issuer();
  private final ScriptedServer server = ScriptedServer.start(Shop.script());

  /** A server that publishes the keys of a test issuer, and says where they are. */
  private static final class Issuer implements AutoCloseable {
    private final ScriptedHttp http = ScriptedHttp.start((asked, wire) -> serve(asked, wire));
    private final TestIssuer issuer =
        new TestIssuer(http.url("").toString(), InstantSource.system());

    private volatile boolean down;

    private void serve(HttpAsked asked, io.portreeve.testkit.server.HttpWire wire)
        throws Exception {
      if (down) {
        wire.empty(500);
      } else if (asked.target().equals("/keys")) {
        wire.whole(200, "application/json", issuer.jwks());
      } else {
        wire.json(
            200,
            "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(http.url(""), http.url("/keys")));
      }
    }

    String token(String subject, String scope, String... groups) {
      return issuer.token(
          issuer.claims(subject).claim("scope", scope).claim("groups", List.of(groups)));
    }

    String clientless(String subject) {
      return issuer.token(issuer.claims(subject).claim("client_id", null));
    }

    @Override
    public void close() {
      http.close();
    }
  }

  private String authentication() {
    return """
    authentication:
      oauth:
        resource: %s
        scopes: [mcp]
        issuers:
          corp: {issuer: "%s", timeout: 1m, claims: {roles: [groups]}}
          partner: {issuer: "%s", timeout: 1m}
    """
        .formatted(TestIssuer.RESOURCE, corp.http.url(""), partner.http.url(""));
  }

  private RunningGateway gateway() throws Exception {
    return RunningGateway.before(server.url("/mcp"), authentication(), Shop.POLICY);
  }

  @AfterEach
  void close() {
    server.close();
    corp.close();
    partner.close();
  }

  private static Reply tools(RunningGateway gateway, String token) throws Exception {
    return new McpClient(gateway.url(), token).tools();
  }

  @Test
  void whatSomebodyNeedsToGetAToken_isToldToAnybody_andNothingElse() throws Exception {
    try (RunningGateway gateway = gateway()) {
      McpClient anybody = new McpClient(gateway.url(), "");
      Reply refused = anybody.tools();
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.fields().get("www-authenticate"))
          .contains(
              "Bearer scope=\"mcp\", resource_metadata=\"https://mcp.example.com"
                  + METADATA
                  + "\"");

      McpClient reader = anybody.at(gateway.url(METADATA));
      Reply document = reader.send("GET", "");
      assertThat(document.status()).isEqualTo(200);
      assertThat(Jsons.object(document.body()).string("resource")).contains(TestIssuer.RESOURCE);
      assertThat(document.body()).doesNotContain("groups");
      assertThat(reader.send("POST", "{}").status()).isEqualTo(405);
      assertThat(reader.send("GET", "", "origin", "https://evil.example").status()).isEqualTo(403);
      assertThat(
              anybody
                  .at(gateway.url("/.well-known/oauth-protected-resource"))
                  .send("GET", "")
                  .status())
          .isEqualTo(404);
    }
  }

  @Test
  void rolesOfAToken_decideWhatItsHolderMaySeeAndDo() throws Exception {
    try (RunningGateway gateway = gateway()) {
      String staff = corp.token("anna", "mcp", "staff");
      String guest = corp.token("gus", "mcp");

      assertThat(tools(gateway, staff).body()).contains("wipe");
      assertThat(tools(gateway, guest).body()).contains("look").doesNotContain("wipe");
      assertThat(new McpClient(gateway.url(), guest).call("wipe", "{}").body()).contains("error");
      Recorded recorded = gateway.recorded();
      assertThat(recorded.of("corp/anna")).isNotEmpty();
      assertThat(recorded.text()).doesNotContain(staff, guest);
    }
  }

  /** An issuer whose claims give no roles gives none, whatever it writes into its tokens. */
  @Test
  void rolesThatAnIssuerMayNotGive_areNone() throws Exception {
    try (RunningGateway gateway = gateway()) {
      assertThat(tools(gateway, partner.token("anna", "mcp", "staff")).body())
          .contains("look")
          .doesNotContain("wipe");
    }
  }

  @Test
  void token_neverGoesToTheServer() throws Exception {
    try (RunningGateway gateway = gateway()) {
      String token = corp.token("anna", "mcp", "staff");
      assertThat(new McpClient(gateway.url(), token).call("look", "{}").status()).isEqualTo(200);

      List<HttpAsked> asked = server.http().rest();
      assertThat(asked).isNotEmpty().allMatch(it -> it.field("authorization").isEmpty());
      assertThat(asked.toString()).doesNotContain(token);
    }
  }

  @Test
  void tokenWithoutTheScope_isToldWhichOneItNeeds() throws Exception {
    try (RunningGateway gateway = gateway()) {
      Reply refused = tools(gateway, corp.token("anna", "other", "staff"));

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.fields().get("www-authenticate"))
          .anyMatch(it ->
              it.startsWith(
                  "Bearer error=\"insufficient_scope\", scope=\"mcp\", resource_metadata="));
    }
  }

  @Test
  void badTokens_areAllAnsweredAlike() throws Exception {
    try (RunningGateway gateway = gateway()) {
      String good = corp.token("anna", "mcp");
      TestIssuer stranger = new TestIssuer("https://evil.example", InstantSource.system());
      for (String bad :
          List.of(
              good + "x",
              good.substring(0, good.lastIndexOf('.') + 1),
              stranger.token(stranger.claims("anna")),
              corp.issuer.token(corp.issuer.claims("anna").audience("https://other.example")),
              "opaque")) {
        Reply refused = tools(gateway, bad);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body())
            .contains("not authenticated: send an access token", "or a valid key")
            .doesNotContain(bad);
        assertThat(refused.fields().get("www-authenticate"))
            .anyMatch(it -> it.startsWith("Bearer error=\"invalid_token\""));
      }
      assertThat(server.http().rest()).isEmpty();
    }
  }

  /** Its holder must not be told to throw a good token away, nor be let in. */
  @Test
  void tokenOfAnIssuerThatIsDown_isAskedToComeAgain_andThatIsOnRecord() throws Exception {
    corp.down = true;
    try (RunningGateway gateway = gateway()) {
      Reply refused = tools(gateway, corp.token("anna", "mcp", "staff"));

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.fields().get("retry-after")).containsExactly("5");
      assertThat(refused.fields()).doesNotContainKey("www-authenticate");
      assertThat(tools(gateway, partner.token("bert", "mcp")).status()).isEqualTo(200);
      assertThat(gateway.recorded().text()).contains("credential-unchecked");
      assertThat(server.http().rest()).hasSize(1);
    }
  }

  @Test
  void tokenInTheQuery_isRefused_howeverGoodItIs() throws Exception {
    try (RunningGateway gateway = gateway()) {
      String good = corp.token("anna", "mcp");
      URI query = URI.create(gateway.url() + "?access_token=" + good);

      assertThat(new McpClient(query, "").tools().status()).isEqualTo(401);
      assertThat(new McpClient(query, good).tools().status()).isEqualTo(401);
    }
  }

  /** The same subject at another issuer, and a key of that name, are other people. */
  @Test
  void sessionOfOnePrincipal_existsForNobodyElse() throws Exception {
    try (ScriptedServer old = ScriptedServer.start(Shop.legacy("2025-11-25"));
        RunningGateway gateway =
            RunningGateway.inFrontOf(
                "url: \"" + old.url("/mcp") + "\"", authentication(), Shop.POLICY)) {
      LegacyClient anna =
          LegacyClient.begin(gateway.url(), corp.token("anna", "mcp"), "2025-11-25");
      String list = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/list\"}";

      for (String thief :
          List.of(partner.token("anna", "mcp"), corp.token("bert", "mcp"), gateway.key("anna"))) {
        Reply stolen =
            new McpClient(gateway.url(), thief)
                .send(
                    "POST",
                    list,
                    "mcp-session-id",
                    anna.session(),
                    "mcp-protocol-version",
                    "2025-11-25");
        assertThat(stolen.status()).isEqualTo(404);
      }
      assertThat(anna.ask("tools/list", "{}").status()).isEqualTo(200);
    }
  }

  /** What a client carries for us opens only for the principal whom it was given to. */
  @Test
  void stateOfOnePrincipal_opensForNobodyElse() throws Exception {
    Script asking =
        Shop.script()
            .on(
                "tools/call",
                turn ->
                    turn.result(
                        "{'resultType':'input_required','requestState':'theirs','inputRequests':"
                            + "{'q':{'method':'roots/list','params':{}}}}"));
    try (ScriptedServer curious = ScriptedServer.start(asking);
        RunningGateway gateway =
            RunningGateway.inFrontOf(
                "url: \"" + curious.url("/mcp") + "\", era: modern, may-ask: [roots]",
                authentication(),
                Shop.POLICY)) {
      // Tokens of no client, so that nothing but the principal keeps them apart.
      String anna = corp.clientless("anna");
      Reply asked = call(gateway, anna, "");
      String state =
          asked.result().string("requestState").orElseThrow(() -> new AssertionError(asked));
      String carried =
          ",\"requestState\":\"" + state + "\",\"inputResponses\":{\"q\":{\"roots\":[]}}";
      curious.http().rest();

      for (String thief : List.of(partner.clientless("anna"), corp.clientless("bert"))) {
        assertThat(call(gateway, thief, carried).body()).contains("error");
        assertThat(curious.http().rest()).isEmpty();
      }
      assertThat(call(gateway, anna, carried).result().string("resultType"))
          .contains("input_required");
    }
  }

  /** A long body is read only after a look at the head, which must not use the proof up. */
  @Test
  void boundToken_isGoodWithItsProofAlone_andEachProofOnce() throws Exception {
    try (RunningGateway gateway = gateway()) {
      ECKey key = TestIssuer.key("own");
      String token =
          corp.issuer.token(
              corp.issuer
                  .claims("anna")
                  .claim("cnf", Map.of("jkt", key.computeThumbprint().toString())));
      String body =
          McpClient.request(
              "tools/call", "'name':'say','arguments':{'text':'" + "x".repeat(5000) + "'}");
      List<String> fields = new ArrayList<>(List.of(McpClient.fields(Jsons.object(body))));
      fields.addAll(
          List.of(
              "authorization",
              "DPoP " + token,
              "dpop",
              TestIssuer.proof(key, token, Instant.now())));
      McpClient client = new McpClient(gateway.url(), "");

      assertThat(client.send("POST", body, fields.toArray(String[]::new)).status()).isEqualTo(200);
      assertThat(client.send("POST", body, fields.toArray(String[]::new)).status()).isEqualTo(401);
      assertThat(tools(gateway, token).status()).isEqualTo(401);
    }
  }

  private static Reply call(RunningGateway gateway, String token, String more) throws Exception {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"look\","
            + "\"arguments\":{}"
            + more
            + ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{\"roots\":{}}}}}";
    JsonObject message = Jsons.object(body);
    return new McpClient(gateway.url(), token).send("POST", body, McpClient.fields(message));
  }
}
