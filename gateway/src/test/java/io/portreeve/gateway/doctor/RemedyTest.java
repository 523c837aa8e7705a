package io.portreeve.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.form.AmendedText;
import io.portreeve.gateway.config.form.LineChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule finds its fault; what it says to write makes it go, and leaves a right configuration.
 */
class RemedyTest {
  private static final String BASE =
      """
      data: ./data
      servers:
        files: {command: [/usr/bin/files]}
        mail:
          url: https://mail.example.com/mcp
      policy:
        allow: [{name: one, roles: [staff], servers: [files], tools: [read]}]
      """;

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("spotlighting-off", "mail", BASE),
        fault("spotlighting-off", "agent", BASE + "agent: {spotlighting: off}\n"),
        fault("guardrails-off", "files", BASE),
        fault("guardrails-off", "agent", BASE + "agent: {guardrails: off}\n"),
        fault("effects-unapproved", "files", with("tools: [read]", "tools: [write_file, pay]")),
        fault(
            "effects-unapproved",
            "mail",
            with("[files], tools: [read]", "[mail], tools: [\"*_mail\"]")),
        // A tool that is known answers for no other that the same rule allows.
        fault(
            "effects-unapproved",
            "files",
            with("/usr/bin/files]", "/usr/bin/files], tools: {add: {consequential: true}}")
                .replace("tools: [read]", "tools: [add, \"*_note*\"]")),
        fault("any-tool-allowed", "rule one", with("tools: [read]", "tools: [\"*\"]")),
        fault(
            "memory-unsigned",
            "files",
            with("/usr/bin/files", "npx, -y, \"@x/server-memory@1.0.0\"")),
        fault("flow-off", "", BASE),
        fault("server-unproved", "mail", BASE),
        fault(
            "server-unproved",
            "mail",
            with("mail.example.com/mcp\n", "mail.example.com/mcp\n    tls: {ca: file:ca.pem}\n")),
        fault("clients-unnamed", "issuer corp", BASE + oauth()),
        fault("rule-for-everybody", "rule one", with("roles: [staff], ", "")),
        fault("any-resource-allowed", "rule one", with("tools: [read]", "resources: [\"*\"]")),
        fault(
            "argument-unchecked",
            "files read",
            with("/usr/bin/files]", "/usr/bin/files], tools: {read: {arguments: {path: any}}}")),
        fault(
            "argument-unchecked",
            "files read",
            with(
                "/usr/bin/files]",
                "/usr/bin/files], tools: {read: {arguments: {path: {kind: any}}}}")),
        fault("packages-unlooked", "", BASE),
        // What the scan's rules find.
        fault("weakened-default", "pinning.first-seen", BASE + "pinning: {first-seen: approve}\n"),
        fault("weakened-default", "limits.concurrent", BASE + "limits:\n  concurrent: 500\n"),
        fault("weakened-default", "audit.values", BASE + "audit: {values: full, rotate: 2MiB}\n"),
        fault("listens-widely", "listen", BASE + listening("insecure-plaintext: true\n")),
        fault(
            "insecure-option",
            "insecure-plaintext",
            BASE + listening("insecure-plaintext: true\n")),
        fault(
            "insecure-option",
            "authentication.insecure-anonymous",
            BASE + "authentication: {api-keys: false, insecure-anonymous: {}}\n"),
        fault(
            "insecure-option",
            "servers.mail.insecure-plaintext",
            with(
                "https://mail.example.com/mcp",
                "http://mail.example.com/mcp\n    insecure-plaintext: true")),
        fault(
            "insecure-option",
            "servers.files.insecure-no-sandbox",
            program("insecure-no-sandbox: true")),
        fault(
            "insecure-option",
            "servers.files.sandbox.insecure-network",
            program("sandbox: {insecure-network: true}")),
        fault(
            "insecure-option",
            "servers.files.sandbox.insecure-unwatched",
            program("sandbox: {insecure-unwatched: true}")),
        fault(
            "insecure-option",
            "servers.files.insecure-shared-credential",
            program("environment: {TOKEN: env:TOKEN}, insecure-shared-credential: true")),
        fault(
            "insecure-option",
            "servers.mail.insecure-shared-credential",
            with(
                "mail.example.com/mcp\n",
                "mail.example.com/mcp\n    bearer-token: env:T\n    insecure-shared-credential: true\n")),
        fault(
            "insecure-option",
            "servers.mail.insecure-shared-credential",
            with(
                    "mail.example.com/mcp\n",
                    "mail.example.com/mcp\n    headers: {x-key: env:T}\n    insecure-shared-credential: true\n")
                + listening("tls: {certificate: file:a, key: file:b}\n")),
        fault(
            "insecure-option",
            "servers.files.tools.read.arguments.at.insecure-private-addresses",
            program(
                "tools: {read: {arguments: {at: {kind: url, insecure-private-addresses: true}}}}")),
        fault(
            "insecure-option",
            "input.insecure-skip-validation",
            BASE + "input: {insecure-skip-validation: true}\n"),
        fault(
            "insecure-option",
            "input.insecure-skip-sanitization",
            BASE + "input: {insecure-skip-sanitization: true}\n"),
        fault(
            "insecure-option",
            "input.insecure-no-inference",
            BASE + "input: {insecure-no-inference: true}\n"),
        fault(
            "insecure-option",
            "output.insecure-skip-validation",
            BASE + "output:\n  insecure-skip-validation: true\n"),
        fault(
            "insecure-option",
            "output.insecure-skip-sanitization",
            BASE + "output: {insecure-skip-sanitization: true, max-text: 1KiB}\n"),
        fault(
            "insecure-option",
            "operations.insecure-open",
            BASE + "operations: {listen: \"0.0.0.0:9464\", insecure-open: true}\n"),
        fault("insecure-option", "insecure-all-rights", BASE + "insecure-all-rights: true\n"),
        fault(
            "insecure-option",
            "agent.model.insecure-plaintext",
            BASE
                + "agent: {model: {provider: openai, name: m, url: \"http://models.example/v1\", insecure-plaintext: true}}\n"),
        fault("no-controls", "insecure-no-controls", BASE + "insecure-no-controls: true\n"),
        fault(
            "allows-everything",
            "rule one",
            with("servers: [files], tools: [read]", "tools: [\"*\"]")),
        fault("unpinned-package", "files", with("/usr/bin/files", "npx, -y, \"@x/files\"")),
        fault("unpinned-package", "files", with("/usr/bin/files", "uvx, \"files\"")),
        fault(
            "secret-in-file",
            "files",
            program("environment: {API_TOKEN: \"text:0123456789abcdef\"}")),
        fault(
            "secret-in-file",
            "mail",
            with(
                "mail.example.com/mcp\n",
                "mail.example.com/mcp\n    headers: {x-api-key: \"text:0123456789abcdef\"}\n")));
  }

  private static Arguments fault(String rule, String subject, String text) {
    return Arguments.of(rule, subject, text);
  }

  private static String with(String old, String other) {
    assertThat(BASE).contains(old);
    return BASE.replace(old, other);
  }

  private static String program(String more) {
    return with("/usr/bin/files]", "/usr/bin/files], " + more);
  }

  private static String oauth() {
    return """
    authentication:
      oauth:
        resource: https://mcp.example.com/mcp
        issuers: {corp: {issuer: "https://id.example.com"}}
    """;
  }

  private static String listening(String more) {
    return "listen: 0.0.0.0:8443\nhttp: {allowed-hosts: [mcp.example.com]}\n" + more;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void fault_isFound_andGoneWithTheLinesThatTheDoctorSays(
      String rule, String subject, String text) {
    Complaint found = found(text, rule, subject).getFirst();
    List<LineChange> changes = found.remedy().changes(AmendedText.of(text));
    String after = LineChange.applied(text, changes).replace("VERSION", "1.2.3");

    assertThat(changes).isNotEmpty();
    assertThat(changes)
        .allSatisfy(
            change -> assertThat(change.after()).noneMatch(line -> line.contains("insecure-")));
    assertThat(found(after, rule, subject)).as(after).isEmpty();
  }

  private static List<Complaint> found(String text, String rule, String subject) {
    return Clinic.examine(text).complaints().stream()
        .filter(one -> one.rule().equals(rule) && one.subject().equals(subject))
        .toList();
  }

  @Test
  void everyRuleOfTheDoctorsOwn_aboutAConfiguration_isInThisTable() {
    List<String> tried = new ArrayList<>(faults().map(one -> (String) one.get()[0]).toList());

    assertThat(tried).containsAll(Looks.ALL.keySet().stream().map(Lack::word).toList());
  }

  @Test
  void allRemediesOneAfterTheOther_leaveNothingToDo() {
    String text = BASE.replace("url: https", "insecure-plaintext: true\n    url: http");
    int rounds = 0;
    while (!Clinic.examine(text).complaints().isEmpty()) {
      Complaint next = Clinic.examine(text).complaints().getFirst();
      String after = LineChange.applied(text, next.remedy().changes(AmendedText.of(text)));
      assertThat(after).as(next.toString()).isNotEqualTo(text);
      assertThat(rounds++).isLessThan(50);
      text = after;
    }

    assertThat(Clinic.examine(text).overall()).isEqualTo(Grade.A);
  }
}
