package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DoctorCommandTest extends Checking {
  private static final Map<String, String> ANN = Map.of("USER", "ann", "TOKEN", "t");
  private static final String SOUND =
      """
      data: ./data
      servers:
        one: {url: "http://127.0.0.1:1/mcp", spotlighting: encoding, guardrails: block}
      policy: {allow: [{name: all, roles: [staff], tools: [read]}]}
      information-flow: {policy: session}
      """;

  private Ran doctor(String text, String... more) throws IOException {
    return check(
        text, ANN, Stream.concat(Stream.of("doctor"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void soundDeployment_hasNothingToDo() throws IOException {
    Ran ran = doctor(SOUND);

    assertThat(ran.outLines().getFirst())
        .isEqualTo("portreeve.yaml: A, the worst of 11 threats; nothing to do");
    assertThat(ran.out())
        .contains("A  11  Insecure configuration", "5a HMAC signing", "not needed")
        .contains("A  MCP04:2025  Software Supply Chain")
        .contains("what only you can know", "Is `" + directory.resolve("data") + "` backed up")
        .contains("none ever ran with this `data`");
    assertThat(ran.code()).isZero();
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void finding_saysWhatIsWrong_why_where_andWhatToWriteThere() throws IOException {
    Ran ran = doctor(SOUND.replace("guardrails: block", "guardrails: off"));

    assertThat(ran.outLines().getFirst()).contains(": C, the worst of 11 threats; 1 thing to do");
    assertThat(ran.outLines())
        .containsSubsequence(
            "(A: on, or not needed; B: partly; C: off; D: weakened by an option; F: open to whoever comes)",
            "what to do (of the file, lines with - go, those with + come)",
            "1b one: nobody looks whether its texts are orders to a model (portreeve.yaml:3)"
                + " [guardrails-off]",
            "     one that was planted there (prompt injection) leaves no trace, and nobody learns of it",
            "       3 -   one: {url: \"http://127.0.0.1:1/mcp\", spotlighting: encoding, guardrails: off}",
            "       3 +   one: {url: \"http://127.0.0.1:1/mcp\", spotlighting: encoding, guardrails: alert}");
    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
  }

  /** Whoever wrote both would overwrite the one with the other. */
  @Test
  void findingsThatChangeOneLine_nameEachOther() throws IOException {
    String text = SOUND.replace("spotlighting: encoding, guardrails: block", "guardrails: off");
    Ran ran = doctor(text);

    assertThat(ran.out())
        .contains("The same lines as those of guardrails-off of one: write one of them")
        .contains("The same lines as those of spotlighting-off of one: write one of them");
    assertThat(doctor(text, "--json").out())
        .contains("\"same-lines-as\":[\"guardrails-off of one\"]");
    assertThat(doctor(SOUND.replace("guardrails: block", "guardrails: off")).out())
        .doesNotContain("The same lines");
  }

  @Test
  void linesThatAreAdded_areSaidToStandBeforeOne() throws IOException {
    Ran ran =
        doctor(
            "data: ./data\nservers:\n  one:\n    url: http://127.0.0.1:1/mcp\npolicy: {allow: [{name: one, roles: [a], tools: [b]}]}\n");

    assertThat(ran.outLines())
        .containsSubsequence("    before line 5:", "       5 +     guardrails: alert");
  }

  /** What is pasted into a ticket. */
  @Test
  void credentialsInTheLinesToChange_areShownNowhere() throws IOException {
    String line =
        "  one: {url: \"https://127.0.0.1:1/mcp?x=1&api_token=URLSECRET\", headers:"
            + " {authorization: \"text:Bearer PLAINSECRET\"}, spotlighting: encoding, guardrails: off, insecure-shared-credential: true}";
    String text = SOUND.replaceFirst("(?m)^  one: .*$", line);

    assertThat(doctor(text).out() + doctor(text, "--json").out())
        .contains("guardrails: alert", "api_token=…", "text:…")
        .doesNotContain("URLSECRET", "PLAINSECRET");
  }

  @Test
  void jsonReport_hasGradesAndTheLinesToChange() throws IOException {
    Ran ran = doctor(SOUND + "input: {insecure-skip-validation: true}\n", "--json");

    JsonObject report = json(ran);
    assertThat(report.string("grade")).contains("D");
    JsonObject finding =
        (JsonObject) report.array("findings").orElseThrow().stream().findFirst().orElseThrow();
    assertThat(finding.string("rule")).contains("insecure-option");
    assertThat(finding.string("mitigation")).contains("10a");
    assertThat(finding.string("standing")).contains("weakened");
    assertThat(finding.string("key")).contains("input.insecure-skip-validation");
    assertThat(finding.get("changes").orElseThrow())
        .hasToString(
            "[{\"line\":6,\"remove\":[\"input: {insecure-skip-validation: true}\"],\"insert\":[]}]");
    assertThat(report.array("threats").orElseThrow().size()).isEqualTo(11);
    assertThat(report.array("owasp").orElseThrow().size()).isEqualTo(10);
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void oneThreat_isGradedAlone() throws IOException {
    String text = SOUND.replace("guardrails: block", "guardrails: off");

    Ran other = doctor(text, "--threat", "9");
    assertThat(other.outLines().getFirst()).endsWith(": A, threat 9; nothing to do");
    assertThat(other.out()).doesNotContain("guardrails", "OWASP");
    assertThat(other.code()).isZero();
    assertThat(doctor(text, "--threat", "1").code()).isEqualTo(1);
    assertThat(doctor(text, "--threat", "6B").err())
        .contains("no row of the threat model, such as 6b; give its threat: `portreeve doctor")
        .contains("--threat 6`");
    Ran none = doctor(text, "--threat", "12");
    assertThat(none.err()).contains("--threat is none of the eleven; give a number from 1 to 11");
    assertThat(none.code()).isEqualTo(2);
  }

  @Test
  void brokenFile_isToldAsCheckTellsIt() throws IOException {
    Ran ran = doctor("data: ./data\nsevers: {}\n");

    assertThat(ran.err()).isEqualTo(check("data: ./data\nsevers: {}\n", ANN, "check").err());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(doctor("data: [", "--json").out()).contains("\"right\":false");
  }

  @Test
  void secretThatIsNotToBeHad_isAProblem_unlessNobodyIsToLook() throws IOException {
    String text =
        SOUND.replace(
            "guardrails", "bearer-token: env:GONE, insecure-shared-credential: true, guardrails");

    assertThat(doctor(text).code()).isEqualTo(2);
    Ran blind = doctor(text, "--no-secrets");
    assertThat(blind.out()).contains("certificates, because of --no-secrets", "env:GONE");
    assertThat(blind.code()).isEqualTo(1);
  }

  @Test
  void dataThatOthersMayRead_isAFinding_andNoSecretIsPrinted() throws Exception {
    Ran made = check(SOUND, ANN, "keys", "create", "--principal", "ann", "--expires", "90d");
    assertThat(made.code()).isZero();
    assertThat(doctor(SOUND).out()).doesNotContain("data-exposed");

    Files.setPosixFilePermissions(
        directory.resolve("data/portreeve.db"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(doctor(SOUND).out()).doesNotContain("data-exposed").contains("refusing ");
    Files.setPosixFilePermissions(
        directory.resolve("data"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Ran ran = doctor(SOUND);

    assertThat(ran.out()).contains("11b portreeve.db: others on this machine", "chmod go-rwx '");
    assertThat(ran.out()).contains("not looked at", "refusing ");
    assertThat(ran.outLines().getFirst()).contains(": D,");
  }

  @Test
  void dataThatIsNoDirectory_isRefused_asByCheck() throws IOException {
    Files.writeString(directory.resolve("data"), "");

    assertThat(doctor(SOUND).err()).contains("is not a directory");
    assertThat(doctor(SOUND).code()).isEqualTo(ExitCode.UNAVAILABLE.number());
  }

  @Test
  void keysWithoutAnEnd_andDefinitionsThatWait_areToldWithWhatToType() throws IOException {
    assertThat(check(SOUND, ANN, "keys", "create", "--principal", "ann").code()).isZero();
    see("read_file", "{\"name\":\"read_file\",\"inputSchema\":{}}");
    Ran ran = doctor(SOUND.replace("one:", "files:"));

    assertThat(ran.out())
        .contains("API keys never expire [key-without-end]", "keys create --expires 90d")
        .contains("2 1 version: definitions wait for approval", "pins list --waiting");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void nameThatMatchesNothing_isToldAsByCheck() throws IOException {
    see("read_file", "{\"name\":\"read_file\",\"inputSchema\":{}}");
    Ran ran = doctor(SOUND.replace("one:", "files:"));

    assertThat(ran.out()).contains("name-without-effect", "rule all: `read` matches no tool");
  }

  @Test
  void acceptedFindings_areCounted_andToldNoMore() throws IOException {
    String weak = SOUND + "limits: {concurrent: 500}\n";
    assertThat(check(SOUND, ANN, "keys", "create", "--principal", "a", "--expires", "9d").code())
        .isZero();
    assertThat(doctor(weak).out()).contains("weakened-default");
    assertThat(doctor(SOUND + "pinning: {first-seen: approve}\n").out())
        .contains(
            "the default is quarantine, this is approve: what a server first says of its tools is trusted unseen");
    JsonObject found =
        (JsonObject)
            json(check(weak, ANN, "scan", "--offline", "--json"))
                .array("findings")
                .orElseThrow()
                .stream()
                .filter(
                    one -> ((JsonObject) one).string("rule").orElse("").equals("weakened-default"))
                .findFirst()
                .orElseThrow();
    String id = found.string("id").orElseThrow();
    assertThat(check(weak, ANN, "scan", "accept", id, "--reason", "meant").code()).isZero();

    assertThat(doctor(weak).out())
        .doesNotContain("weakened-default")
        .contains("findings of scans were accepted for good", "scan accepted");
  }

  @Test
  void journal_tellsOfAClockThatWentBack_andOfARefusedConfiguration() throws Exception {
    write(Ran.NOW.plus(Duration.ofHours(2)), "configuration-reloaded", "configuration-refused");
    Ran ran = doctor(SOUND);

    assertThat(ran.out()).contains("[clock-back]", "set it.", "[configuration-refused]");
    assertThat(ran.outLines().getFirst()).contains(": D,");
  }

  @Test
  void refusedConfiguration_thatWasMended_isNotTold() throws Exception {
    write(Ran.NOW, "configuration-refused", "configuration-reloaded");

    assertThat(doctor(SOUND).out()).doesNotContain("configuration-refused", "clock-back");
  }

  @Test
  void certificateOfAnHour_orAWeek_isShort() throws IOException {
    Ran.in(directory, "ca", "init", "ca", "--for", "3650d");
    String[] issue = {
      "ca", "issue", "ca", "--out", "own", "--spiffe-id", "spiffe://x/y", "--for", "7d"
    };
    assertThat(Ran.in(directory, issue).code()).isZero();
    String text =
        SOUND.replace(
            "http://127.0.0.1:1/mcp\"",
            "https://one.example/mcp\", tls: {ca: file:ca/ca.pem, certificate: file:own.pem, key: file:own.key}");

    assertThat(doctor(text).out()).doesNotContain("certificate-");
    String[] longer = {"ca", "issue", "ca", "--out", "own", "--spiffe-id", "spiffe://x/y"};
    assertThat(Ran.in(directory, longer).code()).isZero();
    assertThat(doctor(text).out()).doesNotContain("certificate-");
  }

  private static JsonObject json(Ran ran) {
    return (JsonObject) Jsons.read(ran.out().strip().getBytes(StandardCharsets.UTF_8));
  }

  private void write(Instant at, String... events) throws Exception {
    DataDirectory data = DataDirectory.open(directory.resolve("data"));
    JournalSettings settings = JournalSettings.of(JournalSettings.Durability.PROCESS);
    JournalParts parts =
        new JournalParts(
            SigningKey.in(data, new SecureRandom()), settings, () -> at, Witness.none());
    List<AuditEntry> entries = new ArrayList<>();
    Stream.of(events).forEach(event -> entries.add(AuditEntry.event(event, JsonObject.empty())));
    try (AuditJournal journal = AuditJournal.open(data, parts)) {
      for (AuditEntry entry : entries) {
        journal.append(entry).await();
      }
    }
  }
}
