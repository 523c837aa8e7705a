package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.Jsons;
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

/** Tokens for one virtual server, shown at another one of the same gateway. */
@Timeout(120)
class EndpointTokensTest {
  private static final String OFFICE = "https://mcp.example.com/office/mcp";
  private static final String BANK = "https://bank.example.com/mcp/bank";
  private static final String METADATA = "/.well-known/oauth-protected-resource";

  private final ScriptedHttp keys =
      ScriptedHttp.start((_, wire) -> wire.whole(200, "application/json", jwks()));
  private final TestIssuer issuer = new TestIssuer(keys.url("").toString(), InstantSource.system());
  private final ScriptedServer files = ScriptedServer.start(Shop.script());
  private final ScriptedServer bank = ScriptedServer.start(Shop.script());

  private byte[] jwks() {
    return issuer.jwks();
  }

  @AfterEach
  void close() {
    files.close();
    bank.close();
    keys.close();
  }

  private RunningGateway gateway(String... more) throws Exception {
    String servers =
        "servers: {files: {url: \"%s\", era: modern}, bank: {url: \"%s\", era: modern}}"
            .formatted(files.url("/mcp"), bank.url("/mcp"));
    String authentication =
        "authentication: {oauth: {resource: %s, issuers: {corp: {issuer: \"%s\", jwks: \"%s\", timeout: 1m}}}}"
            .formatted(TestIssuer.RESOURCE, keys.url(""), keys.url("/keys"));
    List<String> lines = new ArrayList<>(List.of(servers, authentication, RunningGateway.ALL));
    lines.addAll(List.of(more));
    return RunningGateway.start(lines.toArray(String[]::new));
  }

  private RunningGateway apart() throws Exception {
    return gateway(
        "endpoints: {office: {servers: [files]}, bank: {servers: [bank], path: /mcp/bank,"
            + " resource: "
            + BANK
            + ", scopes: [money], audiences: ['urn:bank']}}");
  }

  private String token(String audience) {
    return issuer.token(issuer.claims("anna").audience(audience).claim("scope", "money"));
  }

  private static Reply tools(RunningGateway gateway, String path, String token) throws Exception {
    return new McpClient(gateway.url(path), token).tools();
  }

  /** The attack: whoever gets hold of one token has every server, the bank among them. */
  @Test
  void oneTokenReachesEveryServer_whereThereIsOneEndpoint() throws Exception {
    try (RunningGateway gateway = gateway()) {
      assertThat(tools(gateway, "/mcp", token(TestIssuer.RESOURCE)).body())
          .contains("files__wipe", "bank__wipe");
    }
  }

  @Test
  void tokenForOneEndpoint_isNoneAtTheOther_andItsServerHearsNothing() throws Exception {
    try (RunningGateway gateway = apart()) {
      assertThat(tools(gateway, "/office/mcp", token(OFFICE)).body())
          .contains("files__wipe")
          .doesNotContain("bank");
      assertThat(tools(gateway, "/mcp/bank", token(BANK)).body())
          .contains("bank__wipe")
          .doesNotContain("files");
      assertThat(tools(gateway, "/mcp/bank", token("urn:bank")).status()).isEqualTo(200);
      var _ = bank.http().rest();
      var _ = files.http().rest();

      for (Map.Entry<String, String> wrong :
          List.of(
              Map.entry("/mcp/bank", OFFICE),
              Map.entry("/office/mcp", BANK),
              Map.entry("/office/mcp", "urn:bank"),
              Map.entry("/mcp/bank", TestIssuer.RESOURCE),
              Map.entry("/office/mcp", TestIssuer.RESOURCE))) {
        Reply refused = tools(gateway, wrong.getKey(), token(wrong.getValue()));
        assertThat(refused.status()).as(wrong.toString()).isEqualTo(401);
        assertThat(refused.fields().get("www-authenticate"))
            .anyMatch(it -> it.startsWith("Bearer error=\"invalid_token\""));
      }
      assertThat(bank.http().rest()).isEmpty();
      assertThat(files.http().rest()).isEmpty();
      assertThat(tools(gateway, "/mcp", token(TestIssuer.RESOURCE)).status()).isEqualTo(404);
      Recorded recorded = gateway.recorded();
      assertThat(recorded.text()).contains("\"endpoint\":\"office\"", "\"endpoint\":\"bank\"");
      assertThat(recorded.refusals()).containsOnly("credential-invalid");
    }
  }

  @Test
  void challengeOfAnEndpoint_namesItsOwnDocument_whichSaysWhatItsTokensMustBe() throws Exception {
    try (RunningGateway gateway = apart()) {
      Reply refused = tools(gateway, "/mcp/bank", "");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.fields().get("www-authenticate"))
          .contains(
              "Bearer scope=\"money\", resource_metadata=\"https://bank.example.com"
                  + METADATA
                  + "/mcp/bank\"");
      assertThat(document(gateway, METADATA + "/mcp/bank")).isEqualTo(BANK);
      assertThat(document(gateway, METADATA + "/office/mcp")).isEqualTo(OFFICE);
      for (String other : List.of("", "/mcp", "/bank", "/office")) {
        assertThat(new McpClient(gateway.url(METADATA + other), "").send("GET", "").status())
            .isEqualTo(404);
      }
    }
  }

  private static String document(RunningGateway gateway, String path) throws Exception {
    Reply document = new McpClient(gateway.url(path), "").send("GET", "");
    return Jsons.object(document.body()).string("resource").orElseThrow();
  }

  @Test
  void tokenThatLacksTheScopeOfAnEndpoint_isToldOfItThere_andEnoughElsewhere() throws Exception {
    try (RunningGateway gateway = apart()) {
      String both =
          issuer.token(issuer.claims("anna").audience(List.of(OFFICE, BANK)).claim("scope", "mcp"));

      assertThat(tools(gateway, "/office/mcp", both).status()).isEqualTo(200);
      Reply refused = tools(gateway, "/mcp/bank", both);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.fields().get("www-authenticate"))
          .anyMatch(it -> it.startsWith("Bearer error=\"insufficient_scope\", scope=\"money\""));
    }
  }

  /** A token for both, so that only the address in the proof tells the two apart. */
  @Test
  void proofForOneEndpoint_isNoneAtTheOther() throws Exception {
    try (RunningGateway gateway = apart()) {
      ECKey key = TestIssuer.key("client");
      String bound =
          issuer.token(
              issuer
                  .claims("anna")
                  .audience(List.of(OFFICE, BANK))
                  .claim("scope", "money")
                  .claim("cnf", Map.of("jkt", key.computeThumbprint().toString())));

      assertThat(proved(gateway, "/office/mcp", key, bound, OFFICE)).isEqualTo(200);
      assertThat(proved(gateway, "/mcp/bank", key, bound, BANK)).isEqualTo(200);
      assertThat(proved(gateway, "/mcp/bank", key, bound, OFFICE)).isEqualTo(401);
      assertThat(proved(gateway, "/office/mcp", key, bound, BANK)).isEqualTo(401);
      assertThat(proved(gateway, "/office/mcp", key, bound, TestIssuer.RESOURCE)).isEqualTo(401);
    }
  }

  private static int proved(
      RunningGateway gateway, String path, ECKey key, String token, String address)
      throws Exception {
    String body = McpClient.request("tools/list", "");
    List<String> fields = new ArrayList<>(List.of(McpClient.fields(Jsons.object(body))));
    fields.addAll(
        List.of(
            "authorization",
            "DPoP " + token,
            "dpop",
            TestIssuer.proof(key, token, Instant.now(), URI.create(address))));
    return new McpClient(gateway.url(path), "")
        .send("POST", body, fields.toArray(String[]::new))
        .status();
  }
}
