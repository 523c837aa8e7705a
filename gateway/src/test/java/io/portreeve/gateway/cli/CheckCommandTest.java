package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ConfigurationGuide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final String RIGHT =
      """
      data: ./data
      servers:
        files:
          command: [npx, files]
          environment: {TOKEN: env:TOKEN}
          tools:
            write: {arguments: {path: {kind: path, root: /srv}, to: email}}
        mail: {url: "https://mail.example.com/mcp", era: modern}
      """;

  @TempDir private Path directory = Path.of("");

  @Test
  void rightFile_isReportedWithWhatIsInForce() throws IOException {
    Ran ran = check(RIGHT, Map.of("TOKEN", "t"), "check");

    assertThat(ran.outLines())
        .containsExactly(
            "portreeve.yaml: right",
            "listens",
            "  127.0.0.1:8787  plaintext, this machine only",
            "servers",
            "  files  npx files                     era auto",
            "  mail   https://mail.example.com/mcp  era modern",
            "arguments",
            "  files  write  path  path in /srv  declared",
            "  files  write  to    email         declared",
            "insecure: none");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  @Test
  void wrongFile_namesEveryProblemOnStandardError() throws IOException {
    Ran ran = check(RIGHT + "lisen: x\naudit: {values: all}\n", Map.of(), "check");

    assertThat(ran.errLines())
        .containsExactly(
            "portreeve.yaml:5:26: servers.files.environment.TOKEN: the environment variable"
                + " TOKEN is unset or empty; put it right before the start",
            "portreeve.yaml:9:1: lisen: is not a key of the file; did you mean `listen`?",
            "portreeve.yaml:10:17: audit.values: `all` is not a choice here; expected `shape` or"
                + " `full`",
            "portreeve: portreeve.yaml has 3 problems; correct it, and see `portreeve check -c"
                + " portreeve.yaml`");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void withoutSecrets_aMissingVariableIsNoProblem() throws IOException {
    assertThat(check(RIGHT, Map.of(), "check", "--no-secrets").code()).isZero();
  }

  @Test
  void jsonReport_ofARightFile_isStable() throws IOException {
    Ran ran = check(RIGHT, Map.of(), "check", "--no-secrets", "--json");

    assertThat(ran.out().strip())
        .isEqualTo(
            "{\"file\":\"portreeve.yaml\",\"right\":true,\"problems\":[],"
                + "\"listen\":\"127.0.0.1:8787\",\"servers\":[{\"id\":\"files\",\"reach\":\"npx"
                + " files\",\"era\":\"auto\"},"
                + "{\"id\":\"mail\",\"reach\":\"https://mail.example.com/mcp\",\"era\":\"modern\"}],"
                + "\"arguments\":[{\"server\":\"files\",\"tool\":\"write\",\"argument\":\"path\",\"kind\":\"path"
                + " in /srv\",\"source\":\"declared\"},"
                + "{\"server\":\"files\",\"tool\":\"write\",\"argument\":\"to\","
                + "\"kind\":\"email\",\"source\":\"declared\"}],\"insecure\":[]}");
  }

  @Test
  void jsonReport_ofAWrongFile_namesTheProblemsOnStandardOutput() throws IOException {
    Ran ran = check("data: d\n", Map.of(), "check", "--json");

    assertThat(ran.out())
        .startsWith("{\"file\":\"portreeve.yaml\",\"right\":false,\"problems\":[{\"line\":1,")
        .contains("\"path\":\"servers\",\"what\":\"is missing\"");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void insecureOption_isListed_andIsAFindingWhenStrict() throws IOException {
    String insecure = RIGHT + "input: {insecure-skip-validation: true}\n";

    assertThat(check(insecure, Map.of(), "check", "--no-secrets").code()).isZero();
    Ran strict = check(insecure, Map.of(), "check", "--no-secrets", "--strict");
    assertThat(strict.out())
        .contains("insecure\n  input.insecure-skip-validation  Lets arguments through");
    assertThat(strict.code()).isEqualTo(ExitCode.FINDING.number());
  }

  @Test
  void missingFile_isOneProblem() {
    Ran ran = Ran.in(directory, "check", "-c", "nowhere.yaml");

    assertThat(ran.errLines().getFirst())
        .isEqualTo(
            "nowhere.yaml: cannot be read; check that it exists and that this user may read it");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void schemaAndReference_arePrintedWithoutAFile() {
    assertThat(Ran.in(directory, "check", "--schema").out()).isEqualTo(ConfigurationGuide.schema());
    assertThat(Ran.in(directory, "check", "--reference").out())
        .isEqualTo(ConfigurationGuide.reference());
  }

  private Ran check(String text, Map<String, String> environment, String... args)
      throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), text);
    return Ran.in(directory, environment, args);
  }
}
