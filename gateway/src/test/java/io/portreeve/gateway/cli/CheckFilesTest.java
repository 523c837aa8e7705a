package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.credentials.SecretFile;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text that is right names, and a start refuses. */
class CheckFilesTest extends Checking {
  private static final String TLS =
      RIGHT
          + """
          listen: 127.0.0.1:0
          tls:
            certificate: file:cert.pem
            key: file:key.pem
            client-ca: file:ca.pem
            client-certificates: optional
          """;
  private static final String FILES =
      "{ca: file:ca.pem, certificate: file:cert.pem, key: file:key.pem}";
  private static final String OUTWARD =
      """
      listen: 127.0.0.1:0
      data: ./data
      servers:
        files: {url: "https://files.example/mcp", tls: %1$s}
      authentication:
        oauth:
          resource: https://gate.example/mcp
          issuers: {corp: {issuer: "https://login.example", tls: %1$s}}
      policy:
        allow: [{name: any, tools: ["*"]}]
        decision-point: {url: "https://decides.example", tls: %1$s}
      classifiers: {guard: {url: "https://models.example", form: scores, honest-labels: [GOOD], tls: %1$s}}
      approvals: {webhook: {url: "https://hooks.example", secret: env:SECRET, tls: %1$s}}
      telemetry: {otlp: {url: "https://collector.example", tls: %1$s}}
      vault: {address: "https://vault.example", token: env:TOKEN, tls: %1$s}
      """
          .formatted(FILES);
  private static final String VAULT = RIGHT + "listen: 127.0.0.1:0\nvault: {key: env:VAULT_KEY}\n";
  private static final Map<String, String> TOKEN =
      Map.of("TOKEN", "t", "SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private TestAuthority authority;

  @BeforeEach
  void goodFiles() throws Exception {
    authority = new TestAuthority("authority");
    TestAuthority.Keys keys = authority.issue("gateway");
    file("cert.pem", PemFiles.chain(keys));
    file("key.pem", PemFiles.key(keys.key()));
    file("ca.pem", PemFiles.certificates(authority.certificate()));
  }

  @Test
  void filesThatFit_areRight() throws IOException {
    assertThat(check(TLS, TOKEN, "check").code()).isZero();
  }

  @Test
  void keyOfAnotherCertificate_isToldOfCheckAndRunAlike() throws Exception {
    file("key.pem", PemFiles.key(authority.issue("other").key()));

    String what = "tls.key: " + directory.resolve("key.pem") + ": the key is not the one of";
    Ran ran = check(TLS, TOKEN, "check");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("portreeve.yaml:12:8: " + what, "key of the certificate in", "cert.pem");
    assertThat(check(TLS, TOKEN, "run").err())
        .contains("cannot start: portreeve.yaml:12:8: " + what);
  }

  @Test
  void keyInAnOldForm_isToldWithTheCommandThatConvertsIt() throws IOException {
    file("key.pem", PemFiles.bytes(PemFiles.block("RSA PRIVATE KEY", new byte[32])));

    Ran ran = check(TLS, TOKEN, "check");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("tls.key: ", "RSA PRIVATE KEY", "openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
  }

  @Test
  void everyFileThatIsNoPem_isNamed_inJsonToo() throws IOException {
    file("cert.pem", PemFiles.bytes("nothing"));
    file("ca.pem", PemFiles.bytes("nothing"));

    Ran ran = check(TLS, TOKEN, "check", "--json");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out())
        .contains(
            "\"right\":false",
            "\"line\":11",
            "\"path\":\"tls.certificate\"",
            "\"line\":13",
            "\"path\":\"tls.client-ca\"",
            "there is no certificate in the file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "servers.files.tls",
        "policy.decision-point.tls",
        "authentication.oauth.issuers.corp.tls",
        "classifiers.guard.tls",
        "approvals.webhook.tls",
        "telemetry.otlp.tls",
        "vault.tls"
      })
  void fileOfWhatWeAsk_thatDoesNotFit_isNamedWithItsKey(String path) throws Exception {
    assertThat(check(OUTWARD, TOKEN, "check").code()).isZero();

    file("ca.pem", PemFiles.bytes("nothing"));
    Ran noAuthority = check(OUTWARD, TOKEN, "check");
    assertThat(noAuthority.code()).isEqualTo(2);
    assertThat(noAuthority.err())
        .contains(
            path + ".ca: " + directory.resolve("ca.pem") + ": there is no certificate in the file");
    file("ca.pem", PemFiles.certificates(authority.certificate()));

    file("key.pem", PemFiles.key(authority.issue("other").key()));
    Ran noPair = check(OUTWARD, TOKEN, "check");
    assertThat(noPair.code()).isEqualTo(2);
    assertThat(noPair.err()).contains(path + ".key: " + directory.resolve("key.pem"));
  }

  @Test
  void withoutSecrets_filesAreNotLookedAt() throws IOException {
    file("key.pem", PemFiles.bytes("nothing"));

    assertThat(check(TLS, TOKEN, "check").code()).isEqualTo(2);
    assertThat(check(TLS, TOKEN, "check", "--no-secrets").code()).isZero();
  }

  @Test
  void keyOfTheVaultThatIsTooShort_isTold() throws IOException {
    Ran ran = check(VAULT, Map.of("TOKEN", "t", "VAULT_KEY", "short"), "check");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains(
            "portreeve.yaml:10:14: vault.key: env:VAULT_KEY is too short a key; make one with"
                + " `openssl rand -base64 32`");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"short,has less than 24 bytes", "whsec_no base64 at all,is no base64 after `whsec_`"})
  void secretOfTheWebhookThatIsNone_isToldOfCheckAndRunAlike(String secret, String why)
      throws IOException {
    String text =
        RIGHT
            + "listen: 127.0.0.1:0\n"
            + "approvals: {webhook: {url: \"https://hooks.example\", secret: env:SECRET}}\n";

    assertThat(check(text, TOKEN, "check").code()).isZero();
    Map<String, String> unfit = Map.of("TOKEN", "t", "SECRET", secret);
    Ran ran = check(text, unfit, "check");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("approvals.webhook.secret: the secret of the webhook " + why, "openssl rand");
    assertThat(check(text, unfit, "run").err()).contains("the secret of the webhook " + why);
  }

  @Test
  void rotatedKeyOfTheVault_isToldByCheckAndRun_andNotTheOneThatOpensASecret() throws IOException {
    Path data = DataDirectory.open(directory.resolve("data")).path();
    SecretFile.in(data, Secret.ofText("the key".repeat(8)))
        .put("files", "bert", Secret.ofText("berts"), Ran.NOW);
    String what = "vault.key: env:VAULT_KEY opens none of the secrets that are kept in ";

    assertThat(check(VAULT, vaultKey("the key".repeat(8)), "check").code()).isZero();
    Ran ran = check(VAULT, vaultKey("another".repeat(8)), "check");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(what);
    assertThat(check(VAULT, vaultKey("another".repeat(8)), "run").err())
        .contains("cannot start: portreeve.yaml:10:14: " + what, "bring that key back");
  }

  @Test
  void dataDirectoryThatOthersMayWriteTo_isTold_alsoWithoutSecrets() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));

    for (String option : List.of("--json", "--no-secrets")) {
      Ran ran = check(RIGHT, TOKEN, "check", option);
      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
      assertThat(ran.out() + ran.err()).contains("others may use it (rwxrwxrwx); run `chmod go-w");
    }
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    assertThat(check(RIGHT, TOKEN, "check").code()).isZero();
  }

  private static Map<String, String> vaultKey(String key) {
    return Map.of("TOKEN", "t", "VAULT_KEY", key);
  }

  private void file(String name, byte[] contents) throws IOException {
    Path file = Files.write(directory.resolve(name), contents);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
