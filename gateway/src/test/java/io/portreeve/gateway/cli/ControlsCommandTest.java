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
        .isEqualTo(
            "arrivals  1   UserAuthentication       9a   Everything below needs a principal.");
    assertThat(ran.out())
        .containsSubsequence(
            "clients   1   UsageLimit",
            "ToolAllowlist",
            "InputValidation",
            "AccessControlList",
            "servers   1   ResponseValidation",
            "ResponseSanitization",
            "DistrustResponses",
            "Spotlighting",
            "clients say",
            "tools/call",
            "servers say",
            "tools/list: result");
    assertThat(ran.outLines())
        .anySatisfy(
            line -> assertThat(line).matches("tools/call +x( +x){5} +-( +x){2} +- +x +- +x"))
        .anySatisfy(line ->
            assertThat(line)
                .matches("notifications/cancelled +\\.( +\\.){5} +-( +\\.){2} +-( +\\.){3}"));
  }

  @Test
  void controlThatWasGivenUp_isNamed_andIsAFinding() throws IOException {
    Ran ran = controls(LEAST + "input: {insecure-skip-validation: true}\n");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out()).contains("InputValidation (not in force)");
    assertThat(ran.outLines())
        .anySatisfy(line -> assertThat(line).matches("tools/call +x( +x){5} +- +x +- +- +x +- +x"));
  }

  @Test
  void controlThatHasToBeTurnedOn_isNoFindingWhileItIsOff() throws IOException {
    assertThat(controls(LEAST).out())
        .contains("DistrustResponses (off)", "AiGuardrails (off)", "Spotlighting (off)");
    assertThat(controls(LEAST.replace("command: [", "spotlighting: encoding, command: [")).out())
        .contains("Spotlighting ", "AiGuardrails (off)")
        .doesNotContain("Spotlighting (off)");
    assertThat(controls(LEAST + "information-flow: {policy: session}\n").out())
        .contains("DistrustResponses ", "AiGuardrails (off)")
        .doesNotContain("DistrustResponses (off)");
    assertThat(controls(LEAST.replace("command: [", "guardrails: alert, command: [")).out())
        .contains("AiGuardrails ", "DistrustResponses (off)", "Redaction (off)")
        .doesNotContain("AiGuardrails (off)");
    assertThat(
            controls(
                    LEAST.replace(
                        "command: [", "redaction: {responses: {secrets: redact}}, command: ["))
                .out())
        .contains("Redaction ", "AiGuardrails (off)")
        .doesNotContain("Redaction (off)");
  }

  @Test
  void withoutControls_onlyThoseOfWhoComesAreInForce() throws IOException {
    Ran ran = controls(LEAST + "insecure-no-controls: true\n", "--json");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out())
        .contains("\"control\":\"UserAuthentication\",\"mitigation\":\"9a\"")
        .contains("\"control\":\"AccessControlList\"");
    assertThat(ran.out().split("\"inForce\":true", -1)).hasSize(4);
  }

  @Test
  void jsonReport_hasTheChainAndTheCoverage() throws IOException {
    assertThat(controls(LEAST, "--json").out())
        .startsWith("{\"chain\":[{\"judges\":\"arrivals\",\"place\":1,")
        .contains("\"coverage\":[{\"judges\":\"clients\",\"message\":\"completion/complete\",");
  }

  @Test
  void withoutAFile_theChainOfTheQuickstartIsShown_andSaidToBeThat() {
    Ran ran = Ran.in(directory, "controls");

    assertThat(ran.code()).isZero();
    assertThat(ran.errLines())
        .containsExactly(
            "portreeve: no -c FILE, and no portreeve.yaml here: this is the built-in quickstart");
    assertThat(ran.outLines()).hasSizeGreaterThan(13);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void fileThatWasNamed_andIsNotThere_isNoQuickstart() {
    Ran ran = Ran.in(directory, "controls", "-c", "nowhere.yaml");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void configurationWhoseSecretsAreNotThereYet_showsItsChain() throws IOException {
    Ran ran =
        controls(
            "data: d\nservers: {a: {url: 'https://a.example/', bearer-token: env:NOT_YET,"
                + " insecure-shared-credential: true}}\n"
                + "tls: {certificate: 'file:not-yet.pem', key: 'file:not-yet.key'}\n");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void legend_saysWhatTheMarksAndNumbersAre_andWhatIsNotJudged() throws IOException {
    assertThat(controls(LEAST).out())
        .contains("x  judges it", "1 UsageLimit, 2 ToolAllowlist,", "1 ResponseValidation, 2 ")
        .containsSubsequence("tools/list by AccessControlList,", "It names nothing;");
  }

  private Ran controls(String text, String... more) throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), text);
    return more.length == 0
        ? Ran.in(directory, "controls")
        : Ran.in(directory, "controls", more[0]);
  }
}
