package io.portreeve.gateway.bypass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.PemFolder;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.rig.TlsPort;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issuers, authorization servers and vaults of a company's own authority, over real TLS. */
class OthersTlsTest {
  @TempDir private Path folder;
  private final TestIssuer issuer =
      new TestIssuer("https://id.example.com", InstantSource.system());
  private final TestAuthority corp = new TestAuthority("corp");
  private final TestAuthority rogue = new TestAuthority("corp");
  private final TestAuthority.Swappable shown = new TestAuthority.Swappable(corp.issue("id"));
  private final TlsPort port = new TlsPort(shown, corp);
  private final ScriptedHttp others = ScriptedHttp.start(port.demanding(), this::answer);
  private final ScriptedServer server = ScriptedServer.start(Shop.script());
  private PemFolder files;

  OthersTlsTest() throws Exception {}

  @BeforeEach
  void files() {
    files = new PemFolder(folder);
  }

  @AfterEach
  void close() {
    server.close();
    others.close();
  }

  /** The keys of the issuer, tokens for whoever wants one, and anybody's secret. */
  private void answer(HttpAsked asked, HttpWire wire) throws Exception {
    switch (asked.target()) {
      case "/keys" -> wire.whole(200, "application/json", issuer.jwks());
      case "/token" ->
          wire.json(
              200, "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"expires_in\":60}");
      default -> wire.json(200, "{\"data\":{\"data\":{\"value\":\"opaque\"}}}");
    }
  }

  private String believing(TestAuthority authority) throws Exception {
    TestAuthority.Keys ours = corp.issue("gateway");
    return ", tls: {ca: '%s', certificate: '%s', key: '%s'}"
        .formatted(files.authority("ca.pem", authority), files.chain(ours), files.key(ours));
  }

  private String secret() throws Exception {
    Path file = Files.write(folder.resolve("secret"), "secret".getBytes(UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return "file:" + file;
  }

  private RunningGateway trusting(String tls) throws StartFault {
    return RunningGateway.before(
        server.url("/mcp"),
        RunningGateway.ALL,
        "authentication: {oauth: {resource: '%s', issuers: {corp: {issuer: 'https://id.example.com', jwks: '%s'%s}}}}"
            .formatted(TestIssuer.RESOURCE, others.url("/keys"), tls));
  }

  private RunningGateway withTokens(String tls) throws Exception {
    return RunningGateway.inFrontOf(
        "url: '%s', era: modern, insecure-shared-credential: true, credentials: {client-credentials: {audience: shop, authorization-server: {issuer: '%s', token-endpoint: '%s', client-id: we, client-secret: '%s'%s}}}"
            .formatted(server.url("/mcp"), others.url("/"), others.url("/token"), secret(), tls),
        RunningGateway.ALL);
  }

  private RunningGateway withVault(String tls) throws Exception {
    return RunningGateway.inFrontOf(
        "url: '%s', era: modern, credentials: {user-secret: {}}".formatted(server.url("/mcp")),
        RunningGateway.ALL,
        "vault: {address: '%s', token: '%s'%s}".formatted(others.url(""), secret(), tls));
  }

  @FunctionalInterface
  private interface Asking {
    RunningGateway asking(String tls) throws Exception;
  }

  @Test
  void keysOfAnIssuer_areThoseOfTheOneThatIsProved() throws Exception {
    String token = issuer.token(issuer.claims("ann").claim("scope", "mcp"));

    assertBelievedAlone(this::trusting, token, "issuer https://id.example.com: ");
  }

  @Test
  void tokensForAServer_areThoseOfTheAuthorizationServerThatIsProved() throws Exception {
    assertBelievedAlone(this::withTokens, "", "authorization server https://127.0.0.1:");
  }

  @Test
  void secretsOfUsers_areThoseOfTheVaultThatIsProved() throws Exception {
    assertBelievedAlone(this::withVault, "", "the vault: ");
  }

  private void assertBelievedAlone(Asking gateway, String token, String whom) throws Exception {
    try (RunningGateway right = gateway.asking(believing(corp))) {
      assertThat(called(right, token)).contains("done look");
      assertThat(port.shown()).isNotEmpty().containsOnly("CN=gateway");
    }
    try (RunningGateway without = gateway.asking("")) {
      assertAsksNobody(without, token);
    }
    shown.keys().set(rogue.issue("id"));
    try (RunningGateway gullible = gateway.asking(believing(rogue))) {
      assertThat(called(gullible, token)).contains("done look");
    }
    try (RunningGateway right = gateway.asking(believing(corp))) {
      assertAsksNobody(right, token);
      assertThat(right.recorded().text())
          .contains("\"host\":", "\"reason\":\"server-unproved\"", whom, "signature check failed");
    }
  }

  private void assertAsksNobody(RunningGateway gateway, String token) throws Exception {
    var _ = others.rest();
    assertThat(called(gateway, token)).doesNotContain("done look");
    assertThat(others.rest()).isEmpty();
  }

  private static String called(RunningGateway gateway, String token) throws Exception {
    McpClient client =
        token.isEmpty() ? gateway.client("ann") : new McpClient(gateway.url(), token);
    return client.call("look", "{}").body();
  }
}
