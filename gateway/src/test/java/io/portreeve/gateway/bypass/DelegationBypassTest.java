package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients and agents that want what only their users may do, in front of the whole gateway. */
@Timeout(120)
class DelegationBypassTest {
  private static final Map<String, Object> PLANNER = Map.of("sub", "planner");
  private static final Map<String, Object> AGENT = Map.of("sub", "agent", "act", PLANNER);

  private final ScriptedHttp keys =
      ScriptedHttp.start((_, wire) -> wire.whole(200, "application/json", jwks()));
  private final TestIssuer issuer =
      new TestIssuer("https://id.example.com", InstantSource.system());
  private final ScriptedServer server = ScriptedServer.start(Shop.script());

  private byte[] jwks() {
    return issuer.jwks();
  }

  @AfterEach
  void close() {
    server.close();
    keys.close();
  }

  private String authentication(String more) {
    return """
    authentication:
      oauth:
        resource: %s
        issuers:
          corp: {issuer: "https://id.example.com", jwks: "%s", timeout: 1m, claims: {roles: [groups]}}
    """
            .formatted(TestIssuer.RESOURCE, keys.url("/keys"))
        + more;
  }

  private static final String DELEGATION =
      """
        delegation:
          required-of: [corp/host]
          actors:
            corp/planner: {for: ["corp/*"], clients: [corp/planner-host]}
            corp/agent: {for: ["corp/*"], clients: [corp/host], after: [corp/planner]}
      """;

  private RunningGateway gateway(String more) throws Exception {
    return RunningGateway.before(server.url("/mcp"), authentication(more), Shop.POLICY);
  }

  private String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return issuer.token(change.apply(issuer.claims("anna").claim("groups", List.of("staff"))));
  }

  private String of(String client) {
    return token(claims -> claims.claim("client_id", client));
  }

  private String acting(String client, Map<String, Object> act) {
    return token(claims -> claims.claim("client_id", client).claim("act", act));
  }

  private static int status(RunningGateway gateway, String token) throws Exception {
    return new McpClient(gateway.url(), token).call("wipe", "{}").status();
  }

  @Test
  void clientThatNobodyNamed_isRefused_withAFixedAnswer_andOnRecord() throws Exception {
    try (RunningGateway open = gateway("")) {
      assertThat(status(open, of("rogue"))).isEqualTo(200);
    }
    server.http().rest();
    try (RunningGateway gateway = gateway("  clients: [corp/desk, \"key:*\"]\n")) {
      Reply refused = new McpClient(gateway.url(), of("rogue")).call("wipe", "{}");

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("refused by policy").doesNotContain("rogue", "desk");
      assertThat(refused.fields()).doesNotContainKey("www-authenticate");
      assertThat(status(gateway, token(claims -> claims.claim("client_id", null)))).isEqualTo(403);
      assertThat(status(gateway, of("desk"))).isEqualTo(200);
      assertThat(new McpClient(gateway.url(), gateway.key("bob")).tools().status()).isEqualTo(200);
      assertThat(gateway.recorded().text()).contains("client-not-allowed", "corp/rogue");
    }
  }

  @Test
  void tokenWithAnActor_isRefused_whereNobodyMayAct() throws Exception {
    try (RunningGateway gateway = gateway("")) {
      assertThat(status(gateway, acting("desk", PLANNER))).isEqualTo(403);
      assertThat(gateway.recorded().text()).contains("delegation-refused", "corp/planner");
      assertThat(server.http().rest()).isEmpty();
    }
  }

  @Test
  void chainThatWasCut_turned_lengthenedOrTakenElsewhere_isRefused() throws Exception {
    try (RunningGateway gateway = gateway(DELEGATION)) {
      assertThat(status(gateway, acting("host", AGENT))).isEqualTo(200);
      assertThat(status(gateway, acting("planner-host", PLANNER))).isEqualTo(200);
      server.http().rest();

      for (String bad :
          List.of(
              of("host"),
              acting("host", Map.of("sub", "agent")),
              acting("planner-host", Map.of("sub", "planner", "act", Map.of("sub", "agent"))),
              acting("host", Map.of("sub", "agent", "act", AGENT)),
              acting("host", Map.of("sub", "rogue", "act", AGENT)),
              acting("desk", AGENT),
              acting("host", PLANNER),
              token(claims ->
                  claims
                      .claim("client_id", "host")
                      .claim("act", AGENT)
                      .claim("may_act", Map.of("sub", "planner"))))) {
        assertThat(status(gateway, bad)).isEqualTo(403);
      }
      assertThat(server.http().rest()).isEmpty();
      assertThat(gateway.recorded().text())
          .contains("\"client\":\"corp/host\"", "[\"corp/agent\",\"corp/planner\"]");
    }
  }

  /** The agent's own token, made for another audience, and one that he made himself. */
  @Test
  void chainForAnotherAudience_orOfNobody_provesNothing() throws Exception {
    TestIssuer forger = new TestIssuer("https://id.example.com", InstantSource.system());
    try (RunningGateway gateway = gateway(DELEGATION)) {
      assertThat(
              status(
                  gateway,
                  token(claims ->
                      claims
                          .claim("client_id", "host")
                          .claim("act", AGENT)
                          .audience("https://mail.example.com"))))
          .isEqualTo(401);
      assertThat(
              status(
                  gateway,
                  forger.token(
                      forger.claims("anna").claim("client_id", "host").claim("act", AGENT))))
          .isEqualTo(401);
      assertThat(server.http().rest()).isEmpty();
    }
  }

  /** What the user's own client began is not the agent's, nor the other way round. */
  @Test
  void sessionOfAnotherClientOrActor_doesNotExist() throws Exception {
    try (ScriptedServer old = ScriptedServer.start(Shop.legacy("2025-11-25"));
        RunningGateway gateway =
            RunningGateway.inFrontOf(
                "url: \"" + old.url("/mcp") + "\"", authentication(DELEGATION), Shop.POLICY)) {
      LegacyClient desk = LegacyClient.begin(gateway.url(), of("desk"), "2025-11-25");
      String list = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/list\"}";

      for (String thief :
          List.of(of("phone"), acting("host", AGENT), acting("planner-host", PLANNER))) {
        Reply stolen =
            new McpClient(gateway.url(), thief)
                .send(
                    "POST",
                    list,
                    "mcp-session-id",
                    desk.session(),
                    "mcp-protocol-version",
                    "2025-11-25");
        assertThat(stolen.status()).isEqualTo(404);
      }
      assertThat(desk.ask("tools/list", "{}").status()).isEqualTo(200);
    }
  }

  @Test
  void everyRequestIsVerifiedAnew_inASessionToo() throws Exception {
    try (ScriptedServer old = ScriptedServer.start(Shop.legacy("2025-11-25"));
        RunningGateway gateway =
            RunningGateway.inFrontOf(
                "url: \"" + old.url("/mcp") + "\"", authentication(DELEGATION), Shop.POLICY)) {
      LegacyClient agent = LegacyClient.begin(gateway.url(), acting("host", AGENT), "2025-11-25");
      assertThat(agent.ask("tools/list", "{}").status()).isEqualTo(200);

      Reply stripped =
          new McpClient(gateway.url(), of("host"))
              .send(
                  "POST",
                  "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/list\"}",
                  "mcp-session-id",
                  agent.session(),
                  "mcp-protocol-version",
                  "2025-11-25");

      assertThat(stripped.status()).isEqualTo(403);
    }
  }
}
