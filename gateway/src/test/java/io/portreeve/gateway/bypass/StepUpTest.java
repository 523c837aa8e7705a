package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens that grant too little for what their holders may do, in front of the whole gateway. */
@Timeout(120)
class StepUpTest {
  private static final String POLICY =
      """
      policy:
        allow:
          - {name: everybody, tools: [look]}
          - {name: careful, tools: [say], scopes: ["shop:read", "shop:say"]}
          - {name: staff, roles: [staff], tools: [wipe], scopes: ["shop:wipe"]}
      """;

  private static final String WANTED =
      "Bearer error=\"insufficient_scope\", scope=\"mcp shop:read shop:say\","
          + " resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\"";

  private final TestIssuer issuer =
      new TestIssuer("https://id.example.com", InstantSource.system());
  private final ScriptedHttp keys =
      ScriptedHttp.start((_, wire) -> wire.whole(200, "application/json", jwks()));
  private final ScriptedServer server = ScriptedServer.start(Shop.script());

  private byte[] jwks() {
    return issuer.jwks();
  }

  @AfterEach
  void close() {
    server.close();
    keys.close();
  }

  private String authentication() {
    return """
    authentication:
      oauth:
        resource: %s
        scopes: [mcp]
        scope-includes: {shop: ["shop:read", "shop:say"]}
        issuers:
          corp: {issuer: "https://id.example.com", jwks: "%s", timeout: 1m, claims: {roles: [groups]}}
    """
        .formatted(TestIssuer.RESOURCE, keys.url("/keys"));
  }

  private RunningGateway gateway() throws Exception {
    return RunningGateway.before(server.url("/mcp"), authentication(), POLICY);
  }

  private String token(String scope, String... groups) {
    return issuer.token(
        issuer.claims("anna").claim("scope", scope).claim("groups", List.of(groups)));
  }

  @Test
  void callThatNeedsMore_isToldAllScopesAtOnce_andPassesWithThem() throws Exception {
    try (RunningGateway gateway = gateway()) {
      McpClient few = new McpClient(gateway.url(), token("mcp shop:read"));
      assertThat(few.tools().body()).contains("\"say\"");
      server.http().rest();

      Reply refused = few.call("say", "{}");

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.fields().get("www-authenticate"))
          .contains(WANTED)
          .anyMatch(field -> field.startsWith("DPoP error=\"insufficient_scope\""));
      JsonObject error = Jsons.object(refused.body()).object("error").orElseThrow();
      assertThat(error.string("message")).hasValue("insufficient scope");
      assertThat(server.http().rest()).isEmpty();
      assertThat(
              new McpClient(gateway.url(), token("mcp shop:read shop:say"))
                  .call("say", "{}")
                  .status())
          .isEqualTo(200);
      assertThat(new McpClient(gateway.url(), token("mcp shop")).call("say", "{}").status())
          .isEqualTo(200);
      assertThat(gateway.recorded().text()).contains("scope-insufficient", "careful");
    }
  }

  /** Else a challenge would tell what there is. */
  @Test
  void whoeverMayNotSeeAThing_isAnsweredAsIfItWereNot_whateverScopesItNeeds() throws Exception {
    try (RunningGateway gateway = gateway()) {
      McpClient guest = new McpClient(gateway.url(), token("mcp"));

      Reply hidden = guest.call("wipe", "{}");
      Reply unknown = guest.call("nothing", "{}");

      assertThat(hidden.status()).isEqualTo(unknown.status());
      assertThat(hidden.body()).isEqualTo(unknown.body());
      assertThat(hidden.fields()).doesNotContainKey("www-authenticate");
      assertThat(new McpClient(gateway.url(), token("mcp", "staff")).call("wipe", "{}").status())
          .isEqualTo(403);
    }
  }

  /** No token of his would help: he has a key. */
  @Test
  void keyIsRefused_withoutAChallenge() throws Exception {
    try (RunningGateway gateway = gateway()) {
      Reply refused = new McpClient(gateway.url(), gateway.key("bob")).call("say", "{}");

      assertThat(refused.body()).contains("refused by policy");
      assertThat(refused.fields()).doesNotContainKey("www-authenticate");
    }
  }

  @Test
  void sessionGoesOn_withTheTokenThatGrantsMore() throws Exception {
    try (ScriptedServer old = ScriptedServer.start(Shop.legacy("2025-11-25"));
        RunningGateway gateway =
            RunningGateway.inFrontOf(
                "url: \"" + old.url("/mcp") + "\"", authentication(), POLICY)) {
      LegacyClient few = LegacyClient.begin(gateway.url(), token("mcp"), "2025-11-25");
      assertThat(few.ask("tools/list", "{}").status()).isEqualTo(200);

      Reply refused = few.ask("tools/call", "{'name':'say','arguments':{}}");

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.fields().get("www-authenticate")).contains(WANTED);
      Reply more =
          new McpClient(gateway.url(), token("mcp shop:read shop:say"))
              .send(
                  "POST",
                  "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\","
                      + "\"params\":{\"name\":\"say\",\"arguments\":{}}}",
                  "mcp-session-id",
                  few.session(),
                  "mcp-protocol-version",
                  "2025-11-25");
      assertThat(more.status()).isEqualTo(200);
    }
  }

  /** A server must not be able to send our clients for tokens. */
  @Test
  void serverThatSaysSoItself_isNotBelieved() throws Exception {
    try (ScriptedServer lying =
            ScriptedServer.start(
                Shop.script().on("tools/call", turn -> turn.error(-31003, "insufficient scope")));
        RunningGateway gateway =
            RunningGateway.before(lying.url("/mcp"), authentication(), POLICY)) {
      Reply answer = new McpClient(gateway.url(), token("mcp")).call("look", "{}");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.fields()).doesNotContainKey("www-authenticate");
      assertThat(answer.body()).contains("-32603");
    }
  }
}
