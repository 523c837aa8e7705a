package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.PolicyTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTestCommandTest {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath();

  private static final String RIGHT =
      """
      cases:
        - {name: reads, roles: [staff], server: files, tool: read, args: {path: a}, expect: allow}
        - name: no secrets
          roles: [staff]
          server: files
          tool: read
          args: {path: secret}
          expect: deny
          rule: no-secrets
          reason: policy-denied
      """;

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {files: {command: [x]}}
        policy:
          allow:
            - {name: staff-files, roles: [staff], tools: [read]}
            - {name: office-hours, roles: [guest], tools: [read], when: time.getHours() < 18}
          deny:
            - {name: no-secrets, tools: [read], when: has(args.path) && args.path == "secret"}
        """);
  }

  @Test
  void casesThatComeOutAsExpected_areFine_andUntouchedRulesAreNamed() throws IOException {
    Ran ran = test(RIGHT);

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines())
        .containsExactly(
            "ok  reads       allow by `staff-files`, policy-allowed",
            "ok  no secrets  deny by `no-secrets`, policy-denied",
            "2 cases, all as expected",
            "note: no case touches rule `office-hours`");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void casesThatComeOutOtherwise_sayWhatCameAndWhichRuleDecided() throws IOException {
    Ran ran =
        test(
            """
            cases:
              - {name: one, roles: [staff], server: files, tool: read, expect: deny}
              - {name: two, roles: [staff], server: files, tool: write, expect: allow, rule: staff-files}
              - {name: three, roles: [staff], server: files, tool: read, expect: allow, rule: office-hours}
              - {name: four, server: files, prompt: hello, expect: deny, reason: policy-error}
              - {name: five, roles: [guest], server: files, tool: read, expect: allow}
            """);

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.outLines())
        .containsExactly(
            "FAIL  one    expected deny; came allow by `staff-files`, policy-allowed",
            "FAIL  two    expected allow by `staff-files`; came deny by `default`, policy-no-rule"
                + " (when things are listed)",
            "FAIL  three  expected allow by `office-hours`; came allow by `staff-files`,"
                + " policy-allowed",
            "FAIL  four   expected deny, policy-error; came deny by `default`, policy-no-rule (when"
                + " things are listed)",
            "ok    five   allow by `office-hours`, policy-allowed",
            "5 cases, 4 not as expected",
            "note: no case touches rule `no-secrets`");
  }

  @Test
  void timeOfACase_isTheTimeThatConditionsSee() throws IOException {
    Ran ran =
        test(
            """
            cases:
              - name: in the evening
                roles: [guest]
                time: "2026-01-05T21:00:00Z"
                server: files
                tool: read
                expect: deny
            """);

    assertThat(ran.code()).isZero();
  }

  @Test
  void argumentsOfACase_areWhatQuotesAndDigitsMakeOfThem() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {files: {command: [x]}}
        policy:
          allow:
            - name: typed
              tools: [read]
              when: >-
                args.n == 3 && args.text == "3" && args.list[1].x == null && args.yes && args.half == 0.5
        """);

    assertThat(
            test("""
            cases:
              - name: a
                server: files
                tool: read
                args: {n: 3, text: "3", list: [a, {x: null}], yes: true, half: 0.5}
                expect: allow
            """)
                .out())
        .startsWith("ok  a  allow by `typed`");
  }

  @Test
  void thingThatMayNotBeListed_mayNotBeUsed() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {files: {command: [x]}}
        policy: {allow: [{name: unseen, tools: [read], phases: [call]}]}
        """);

    assertThat(test("cases: [{name: a, server: files, tool: read, expect: deny}]").code()).isZero();
  }

  @Test
  void jsonReport_hasEveryCase() throws IOException {
    assertThat(test(RIGHT, "--json").out().strip())
        .isEqualTo(
            "{\"cases\":2,\"failed\":0,\"results\":[{\"name\":\"reads\",\"asExpected\":true,"
                + "\"expected\":\"allow\",\"came\":\"allow\",\"phase\":\"call\",\"rule\":"
                + "\"staff-files\",\"reason\":\"policy-allowed\"},{\"name\":\"no secrets\","
                + "\"asExpected\":true,\"expected\":\"deny\",\"expectedRule\":\"no-secrets\","
                + "\"expectedReason\":\"policy-denied\",\"came\":\"deny\",\"phase\":\"call\","
                + "\"rule\":\"no-secrets\",\"reason\":\"policy-denied\"}],"
                + "\"untouched\":[\"office-hours\"]}");
  }

  @Test
  void wrongTable_isRefusedWithEveryProblem_itsLineAndItsRemedy() throws IOException {
    Ran ran =
        test(
            """
            cases:
              - {name: a, server: flies, tool: read, expect: allow}
              - {name: a, server: files, tool: read, prompt: p, expect: alow}
              - name: b
                server: files
                phase: discover
                tol: read
                args: {n: 0x1F}
                expect: deny
                rule: staff-flies
            """);

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.out()).isEmpty();
    assertThat(ran.errLines())
        .contains(
            "table.yaml:2:23: cases[0].server: `flies` is no server of the configuration; did you"
                + " mean `files`?",
            "table.yaml:3:61: cases[1].expect: `alow` is not a choice here; did you mean `allow`?",
            "table.yaml:7:5: cases[2].tol: is not a key of cases[2]; did you mean `tool`?",
            "table.yaml:8:15: cases[2].args.n: is a number that JSON cannot write; write it such as"
                + " `12.5`",
            "table.yaml:10:11: cases[2].rule: `staff-flies` is no rule of the configuration; did"
                + " you mean `staff-files`?")
        .last()
        .asString()
        .matches(
            "portreeve: table.yaml has \\d problems; correct them, and see `portreeve policy test"
                + " --reference`");
  }

  @Test
  void casesThatContradictThemselves_areRefused() throws IOException {
    Ran ran =
        test(
            """
            cases:
              - {name: a, server: files, tool: read, prompt: p, expect: deny}
              - {name: b, server: files, expect: deny}
              - {name: c, phase: discover, server: files, tool: read, args: {a: 1}, expect: deny}
            """);

    assertThat(ran.err())
        .contains("cases[0]: wants several things;", "cases[1]: wants nothing;")
        .contains("cases[2].args: are not known when things are listed; remove them");
  }

  @Test
  void sameNameTwice_isRefused() throws IOException {
    assertThat(
            test("""
            cases:
              - {name: a, server: files, tool: read, expect: deny}
              - {name: a, server: files, tool: write, expect: deny}
            """)
                .errLines()
                .getFirst())
        .isEqualTo(
            "table.yaml:3:12: cases[1].name: is the name of an earlier case; give every case its"
                + " own name");
  }

  @Test
  void emptyTable_isAnError() throws IOException {
    assertThat(test("").errLines().getFirst())
        .startsWith("table.yaml:1:1: cases: is missing; add `cases:` with a list");
    Ran none = test("cases: []\n");
    assertThat(none.errLines().getFirst()).startsWith("table.yaml:1:8: cases: is empty;");
    assertThat(none.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void missingTable_isOneProblem_andNoTableIsMisuse() {
    assertThat(Ran.in(directory, "policy", "test", "nowhere.yaml").errLines().getFirst())
        .isEqualTo("portreeve: there is no file nowhere.yaml; name a table of cases");
    Ran none = Ran.in(directory, "policy", "test");
    assertThat(none.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(none.err())
        .isEqualTo(
            "portreeve: which TABLE is not said; name one; `portreeve policy test --reference`"
                + " shows how it is written\n");
  }

  @Test
  void exampleTable_comesOutAsExpected_andTouchesEveryRule() {
    Ran ran =
        Ran.in(
            directory,
            "policy",
            "test",
            "-c",
            EXAMPLES.resolve("team.yaml").toString(),
            EXAMPLES.resolve("team.cases.yaml").toString());

    assertThat(ran.outLines().getLast()).isEqualTo("22 cases, all as expected");
    assertThat(ran.code()).isZero();
  }

  @Test
  void writtenReference_isCurrent() throws IOException {
    assertThat(Files.readString(EXAMPLES.resolveSibling("docs").resolve("policy-test.md")))
        .as("run: ./portreeve policy test --reference > docs/policy-test.md")
        .isEqualTo(PolicyTable.reference());
    assertThat(Ran.in(directory, "policy", "test", "--reference").out())
        .isEqualTo(PolicyTable.reference());
  }

  @Test
  void rulesAboutAnEndpoint_areAskedAsThere() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {files: {command: [x]}}
        endpoints: {office: {servers: [files]}, bank: {servers: [files]}}
        policy: {allow: [{name: office, tools: [read], when: 'endpoint == "office"'}]}
        """);

    Ran ran =
        test(
            """
            cases:
              - {name: there, endpoint: office, server: files, tool: read, expect: allow}
              - {name: elsewhere, endpoint: bank, server: files, tool: read, expect: deny}
              - {name: nowhere, server: files, tool: read, expect: deny}
            """);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(
            test("cases: [{name: a, endpoint: bnk, server: files, tool: read, expect: deny}]\n")
                .err())
        .contains("`bnk` is no endpoint of the configuration; did you mean `bank`?");
  }

  private Ran test(String table, String... more) throws IOException {
    Files.writeString(directory.resolve("table.yaml"), table);
    return more.length == 0
        ? Ran.in(directory, "policy", "test", "table.yaml")
        : Ran.in(directory, "policy", "test", "table.yaml", more[0]);
  }
}
