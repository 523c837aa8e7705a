package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlsCommandTest {
  private static final String LEAST = "data: d\nservers: {a: {command: [x]}}\n";

  @TempDir private Path directory = Path.of("");

  @Test
  void chain_isShownInItsOrder_withItsReasons_andTheCoverage() throws IOException {
    Ran ran = controls(LEAST);

    assertThat(ran.code()).isZero();
    assertThat(ran.outLines().getFirst())
        .isEqualTo("arrivals  1  UserAuthentication    9a   Everything below needs a principal.");
    assertThat(ran.out())
        .containsSubsequence(
            "clients   1  UsageLimit",
            "ToolAllowlist",
            "InputValidation",
            "AccessControlList",
            "servers   1  ResponseValidation",
            "ResponseSanitization",
            "clients say",
            "tools/call",
            "servers say",
            "tools/list: result");
    assertThat(ran.outLines())
        .anySatisfy(line -> assertThat(line).matches("tools/call +x( +x){6}"))
        .anySatisfy(line -> assertThat(line).matches("notifications/cancelled +\\.( +\\.){6}"));
  }

  @Test
  void controlThatWasGivenUp_isNamed_andIsAFinding() throws IOException {
    Ran ran = controls(LEAST + "input: {insecure-skip-validation: true}\n");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out()).contains("InputValidation (not in force)");
    assertThat(ran.outLines())
        .anySatisfy(line -> assertThat(line).matches("tools/call +x( +x){4} +- +x"));
  }

  @Test
  void withoutControls_onlyAuthenticationIsInForce() throws IOException {
    Ran ran = controls(LEAST + "insecure-no-controls: true\n", "--json");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out())
        .contains("\"control\":\"UserAuthentication\",\"mitigation\":\"9a\"")
        .contains("\"control\":\"AccessControlList\"")
        .containsOnlyOnce("\"inForce\":true");
  }

  @Test
  void jsonReport_hasTheChainAndTheCoverage() throws IOException {
    assertThat(controls(LEAST, "--json").out())
        .startsWith("{\"chain\":[{\"judges\":\"arrivals\",\"place\":1,")
        .contains("\"coverage\":[{\"judges\":\"clients\",\"message\":\"completion/complete\",");
  }

  private Ran controls(String text, String... more) throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), text);
    return more.length == 0
        ? Ran.in(directory, "controls")
        : Ran.in(directory, "controls", more[0]);
  }
}
