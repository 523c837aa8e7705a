package io.portreeve.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of users, wherever they are kept, and how servers see them. */
@Timeout(120)
class UserSecretsTest {
  private static final Secret KEY = Secret.ofText("0123456789abcdef0123456789abcdef");
  private static final UserSecrets.Shown BEARER = new UserSecrets.Shown.AsBearer();

  @TempDir private Path data = Path.of("");

  private final AuthorizationServer rig = new AuthorizationServer();
  private final Map<String, String> kept = new ConcurrentHashMap<>();
  private volatile int status = 200;
  private final ScriptedHttp server = ScriptedHttp.start(this::serve);

  @AfterEach
  void close() {
    server.close();
    rig.close();
  }

  private void serve(HttpAsked asked, HttpWire wire) throws IOException {
    String secret = kept.get(asked.target());
    if (status != 200) {
      wire.empty(status);
    } else if (secret == null) {
      wire.empty(404);
    } else {
      wire.json(200, "{\"data\":{\"data\":{\"value\":\"" + secret + "\"},\"metadata\":{}}}");
    }
  }

  private SecretVault vaultServer() {
    return new VaultServer(
        new VaultServer.Place(server.url("/"), "kv", "mcp/tickets", Duration.ofSeconds(15)),
        Secret.ofText("hvs.token"),
        new Documents(rig.pool(), Duration.ofSeconds(20)),
        new Outage("it", rig.clock, (level, text) -> rig.told.add(level + " " + text)),
        rig.clock);
  }

  private static UserSecrets of(SecretVault vault, UserSecrets.Shown shown) {
    return new UserSecrets(vault, shown, new SecureRandom());
  }

  private static Exchange of(String principal) {
    return Exchanges.of(
        new Principal(principal, Set.of(), Principal.Authentication.API_KEY),
        new CallTool(JsonObject.of("name", JsonString.of("a"))));
  }

  private static UpstreamCredential.Granted granted(UserSecrets secrets, String principal)
      throws InterruptedException {
    return (UpstreamCredential.Granted) secrets.of(of(principal));
  }

  private static NamedSecrets named(Map<String, String> secrets, Optional<SecretVault> others) {
    Map<String, Secret> all = new ConcurrentHashMap<>();
    secrets.forEach((name, text) -> all.put(name, Secret.ofText(text)));
    return new NamedSecrets(all, others);
  }

  // --- how they are shown ---

  @Test
  void secret_isShownAsABearerToken_orInAHeader_orInAVariable() throws Exception {
    NamedSecrets vault = named(Map.of("anna", "annas"), Optional.empty());
    assertThat(granted(of(vault, BEARER), "anna").fields().first("authorization"))
        .contains("Bearer annas");
    UpstreamCredential.Granted inHeader =
        granted(of(vault, new UserSecrets.Shown.InHeader("X-Key")), "anna");
    assertThat(inHeader.fields().first("x-key")).contains("annas");
    assertThat(inHeader.fields().has("authorization")).isFalse();
    assertThat(granted(of(vault, new UserSecrets.Shown.InVariable("KEY")), "anna").environment())
        .isEqualTo(Map.of("KEY", "annas"));
  }

  @Test
  void userWithoutASecret_getsNoOthers() throws Exception {
    UserSecrets secrets = of(named(Map.of("anna", "annas"), Optional.empty()), BEARER);
    assertThat(secrets.of(of("bert")))
        .isEqualTo(new UpstreamCredential.Unavailable("no secret of bert is kept for it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Admin: 1", "a\nb", "a\u0000b"})
  void secretThatWouldBecomeAnotherHeader_isNotShown(String text) throws Exception {
    UserSecrets secrets = of(named(Map.of("anna", text), Optional.empty()), BEARER);
    assertThat(secrets.of(of("anna")))
        .isEqualTo(
            new UpstreamCredential.Unavailable("the secret of anna cannot stand in a header"));
  }

  @Test
  void nameOfASecret_saysNothingOfIt_andChangesWithIt() throws Exception {
    SecretFile file = SecretFile.in(data, KEY);
    UserSecrets secrets = of(new KeptSecrets(file, "tickets"), BEARER);
    file.put("tickets", "anna", Secret.ofText("annas"), Instant.EPOCH);
    UpstreamCredential.Granted first = granted(secrets, "anna");
    assertThat(first.set()).doesNotContain("annas").isEqualTo(granted(secrets, "anna").set());
    file.put("tickets", "anna", Secret.ofText("another"), Instant.EPOCH);
    assertThat(granted(secrets, "anna").set()).isNotEqualTo(first.set());
  }

  // --- what was opened with them ---

  @Test
  void whatWasOpened_lastsUntilTheSecretChanges_orIsRemoved() throws Exception {
    SecretFile file = SecretFile.in(data, KEY);
    UserSecrets secrets = of(new KeptSecrets(file, "tickets"), BEARER);
    file.put("tickets", "anna", Secret.ofText("annas"), Instant.EPOCH);
    UpstreamCredential.Granted opened = granted(secrets, "anna");
    assertThat(secrets.lasts(of("anna"), opened)).isTrue();
    file.put("tickets", "anna", Secret.ofText("another"), Instant.EPOCH);
    assertThat(secrets.lasts(of("anna"), opened)).isFalse();
    UpstreamCredential.Granted again = granted(secrets, "anna");
    file.remove("tickets", "anna");
    assertThat(secrets.lasts(of("anna"), again)).isFalse();
  }

  // --- in a vault server ---

  @Test
  void vaultServer_isAskedForTheSecretOfTheUser_withItsToken() throws Exception {
    kept.put("/v1/kv/data/mcp/tickets/corp/anna%40example.com", "annas");
    UserSecrets secrets = of(vaultServer(), BEARER);
    assertThat(Bearer.of(granted(secrets, "corp/anna@example.com"))).isEqualTo("annas");
    assertThat(server.next().field("x-vault-token")).contains("hvs.token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../wiki/anna", "a/../../b", "a//b", "."})
  void nameThatLeadsElsewhere_isNotAskedFor(String principal) throws Exception {
    assertThat(of(vaultServer(), BEARER).of(of(principal)))
        .isEqualTo(
            new UpstreamCredential.Unavailable(
                "the principal's name cannot be a path in the vault"));
    assertThat(server.rest()).isEmpty();
  }

  @Test
  void answerOfTheVault_isBelievedForAWhile_andThenAskedAnew() throws Exception {
    kept.put("/v1/kv/data/mcp/tickets/anna", "annas");
    UserSecrets secrets = of(vaultServer(), BEARER);
    UpstreamCredential.Granted opened = granted(secrets, "anna");
    kept.put("/v1/kv/data/mcp/tickets/anna", "another");
    rig.clock.advance(Duration.ofSeconds(14));
    assertThat(Bearer.of(granted(secrets, "anna"))).isEqualTo("annas");
    assertThat(secrets.lasts(of("anna"), opened)).isTrue();
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(Bearer.of(granted(secrets, "anna"))).isEqualTo("another");
    assertThat(secrets.lasts(of("anna"), opened)).isFalse();
  }

  @Test
  void whatNobodyConfirms_doesNotLast() throws Exception {
    kept.put("/v1/kv/data/mcp/tickets/anna", "annas");
    UserSecrets secrets = of(vaultServer(), BEARER);
    UpstreamCredential.Granted opened = granted(secrets, "anna");
    rig.clock.advance(Duration.ofMinutes(11));
    assertThat(secrets.lasts(of("anna"), opened)).isFalse();
  }

  @Test
  void secretThatTheVaultDoesNotHave_isNone_andNoOutage() throws Exception {
    assertThat(of(vaultServer(), BEARER).of(of("anna")))
        .isInstanceOf(UpstreamCredential.Unavailable.class);
    assertThat(rig.told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 403, 500, 503})
  void vaultThatDoesNotAnswer_isTold_once(int failing) throws Exception {
    status = failing;
    UserSecrets secrets = of(vaultServer(), BEARER);
    for (int i = 0; i < 3; i++) {
      assertThat(secrets.of(of("anna"))).isInstanceOf(UpstreamCredential.Unavailable.class);
      rig.clock.advance(Grants.PAUSE);
    }
    assertThat(rig.told).containsExactly("WARNING it fails: HTTP " + failing + " from the vault");
  }

  @Test
  void secretThatTheConfigurationNames_comesBeforeTheVaults() throws Exception {
    kept.put("/v1/kv/data/mcp/tickets/anna", "from the vault");
    UserSecrets secrets = of(named(Map.of("anna", "named"), Optional.of(vaultServer())), BEARER);
    assertThat(Bearer.of(granted(secrets, "anna"))).isEqualTo("named");
    assertThat(server.rest()).isEmpty();
  }
}
