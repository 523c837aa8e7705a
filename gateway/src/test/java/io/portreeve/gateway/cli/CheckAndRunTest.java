package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A secret, or a file of TLS, that is missing or unfit is a fault of the configuration to both; a
 * data directory that cannot be used is something that both need and cannot have.
 */
class CheckAndRunTest extends Checking {
  private static final String LISTENING =
      "listen: 127.0.0.1:0\ndata: ./data\nservers: {one: {url: \"https://one.example\"%s}}\n%s\n";
  private static final Map<String, String> GOOD =
      Map.of("GOOD", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  @BeforeEach
  void files() throws Exception {
    TestAuthority authority = new TestAuthority("authority");
    file("cert.pem", PemFiles.chain(authority.issue("gateway")));
    file("other.pem", PemFiles.key(authority.issue("other").key()));
    file("none.pem", PemFiles.bytes("nothing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tls.certificate | 'tls: {certificate: file:none.pem, key: file:other.pem}' | ''
          tls.key | 'tls: {certificate: file:cert.pem, key: file:none.pem}' | ''
          tls.key | 'tls: {certificate: file:cert.pem, key: file:other.pem}' | ''
          tls.client-ca | 'tls: {certificate: file:cert.pem, key: file:other.pem, client-certificates: required, client-ca: file:none.pem}' | ''
          vault.key | 'vault: {key: env:UNFIT}' | ''
          approvals.webhook.secret | 'approvals: {webhook: {url: "https://hooks.example", secret: env:UNFIT}}' | ''
          approvals.webhook.tls.ca | 'approvals: {webhook: {url: "https://hooks.example", secret: env:GOOD, tls: {ca: file:none.pem}}}' | ''
          servers.one.tls.ca | '' | ', tls: {ca: file:none.pem}'
          servers.one.tls.key | '' | ', tls: {certificate: file:cert.pem, key: file:other.pem}'
          policy.decision-point.tls.ca | 'policy: {allow: [{name: any, tools: ["*"]}], decision-point: {url: "https://d.example", tls: {ca: file:none.pem}}}' | ''
          classifiers.c.tls.ca | 'classifiers: {c: {url: "https://c.example", form: scores, honest-labels: [GOOD], tls: {ca: file:none.pem}}}' | ''
          authentication.oauth.issuers.corp.tls.ca | 'authentication: {oauth: {resource: "https://g.example/mcp", issuers: {corp: {issuer: "https://l.example", tls: {ca: file:none.pem}}}}}' | ''
          telemetry.otlp.tls.ca | 'telemetry: {otlp: {url: "https://c.example", tls: {ca: file:none.pem}}}' | ''
          vault.tls.ca | 'vault: {address: "https://v.example", token: env:GOOD, tls: {ca: file:none.pem}}' | ', credentials: {user-secret: {header: x-key}}'
          state.secret | 'state: {secret: env:UNFIT, redis: {url: "redis://127.0.0.1:1"}}' | ''
          state.accepted-secrets | 'state: {secret: env:GOOD, accepted-secrets: [env:UNFIT], redis: {url: "redis://127.0.0.1:1"}}' | ''
          state.redis.ca | 'state: {secret: env:GOOD, redis: {url: "rediss://127.0.0.1:1", ca: file:none.pem}}' | ''
          state.postgres.ca | 'state: {secret: env:GOOD, postgres: {url: "jdbc:postgresql://127.0.0.1:1/p", user: p, password: env:GOOD, ca: file:none.pem}}' | ''
          """)
  void whatIsUnfit_endsCheckAndRunAlike(String key, String sections, String server)
      throws IOException {
    String text = LISTENING.formatted(server, sections);
    var secrets = new HashMap<>(GOOD);
    secrets.put("UNFIT", "short");

    Ran checked = check(text, secrets, "check");
    Ran started = check(text, secrets, "run");

    assertThat(checked.err()).contains(key + ": ");
    assertThat(checked.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(started.code()).as(started.err()).isEqualTo(ExitCode.USAGE.number());
  }

  @ParameterizedTest
  @CsvSource({
    "short,is too short a secret; make one with `openssl rand -base64 32`",
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,holds the same as `state.secret`"
  })
  void secretOfOtherNodesThatIsUnfit_isToldByRun_inTheWordsOfCheck(String other, String why)
      throws IOException {
    String text =
        LISTENING.formatted(
            "",
            "state: {secret: env:GOOD, accepted-secrets: [env:OTHER], redis: {url:"
                + " \"redis://127.0.0.1:1\"}}");
    var secrets = new HashMap<>(GOOD);
    secrets.put("OTHER", other);

    String told = check(text, secrets, "check").errLines().getFirst();
    Ran started = check(text, secrets, "run");

    assertThat(told).contains("state.accepted-secrets: env:OTHER " + why);
    assertThat(started.errLines()).containsExactly("portreeve: cannot start: " + told);
    assertThat(started.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void run_tellsAllThatCheckDoes_ofWhatIsKept_andMakesNothing() throws IOException {
    String text =
        LISTENING.formatted(
            "",
            "state: {secret: env:SHORT, accepted-secrets: [env:OTHER], redis: {url:"
                + " \"redis://127.0.0.1:1\"}}");
    var secrets = new HashMap<>(GOOD);
    secrets.putAll(Map.of("SHORT", "short", "OTHER", "short, too"));

    Ran started = check(text, secrets, "run");

    assertThat(started.err())
        .contains("state.secret: env:SHORT is too short", "state.accepted-secrets: env:OTHER is");
    assertThat(started.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a-file | is not a directory; put that right, or choose another directory
          a-file/data | a-file is not a directory; put that right, or choose another directory
          nowhere | nowhere is a link that leads nowhere; put that right, or choose another directory
          nowhere/data | nowhere is a link that leads nowhere; put that right, or choose another directory
          shared | others may use it (rwxrwxrwx); run `chmod go-w '%s/shared'`; put that right, or choose another directory
          """)
  void dataDirectoryThatCannotBeUsed_endsCheckAndRunAlike_inTheSameWords(String place, String why)
      throws IOException {
    Files.createFile(directory.resolve("a-file"));
    Files.createSymbolicLink(directory.resolve("nowhere"), directory.resolve("gone"));
    Files.setPosixFilePermissions(
        Files.createDirectory(directory.resolve("shared")),
        PosixFilePermissions.fromString("rwxrwxrwx"));
    String text = LISTENING.formatted("", "").replace("./data", place);

    Ran checked = check(text, Map.of(), "check");
    Ran started = check(text, Map.of(), "run");

    String told = checked.errLines().getFirst();
    assertThat(told).startsWith("portreeve.yaml:2:7: data: ").contains(why.formatted(directory));
    assertThat(started.errLines()).containsExactly("portreeve: cannot start: " + told);
    assertThat(checked.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(started.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(check(text, Map.of(), "check", "--json").code()).isEqualTo(checked.code());
  }

  @Test
  void dataDirectoryOfTheCommandLine_isNotLookedForInTheFile() throws IOException {
    Files.createFile(directory.resolve("a-file"));

    assertThat(check(LISTENING.formatted("", ""), Map.of(), "run", "--data", "a-file").err())
        .startsWith("portreeve: cannot start: data: ");
  }

  private void file(String name, byte[] contents) throws IOException {
    Path file = Files.write(directory.resolve(name), contents);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
