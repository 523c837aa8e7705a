package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names that mean nothing leave a rule, or what is declared for a tool, without effect. */
class CheckNamesTest extends Checking {
  @Test
  void nameInARule_thatMatchesNothingSeen_isNoted_withTheNearestThatWas() throws IOException {
    String policy =
        RIGHT
            + """
            policy:
              allow:
                - {name: read, servers: [files], tools: [reed_file, "write_*", "*"], prompts: ["*"]}
                - {name: send, servers: [mail], tools: [sned]}
              deny: [{name: never, tools: [Delete_file, delete_file, "drop_*"]}]
            """;
    Map<String, String> environment = Map.of("TOKEN", "t");
    assertThat(check(policy, environment, "check").out())
        .startsWith("portreeve.yaml: right")
        .doesNotContain("no effect");

    see("delete_file", "{\"name\":\"delete_file\",\"inputSchema\":{}}");
    see("read_file", "{\"name\":\"read_file\",\"inputSchema\":{}}");

    assertThat(check(policy, environment, "check").outLines())
        .filteredOn(line -> line.startsWith("  no effect: "))
        .containsExactly(
            "  no effect: servers.files.tools: `write` names no tool of files that was seen; see"
                + " `portreeve pins list`",
            "  no effect: rule read: `reed_file` matches no tool of files that was seen; did you"
                + " mean `read_file`?",
            "  no effect: rule read: `write_*` matches no tool of files that was seen; see"
                + " `portreeve pins list`",
            "  no effect: rule never: `Delete_file` matches no tool that was seen; did you mean"
                + " `delete_file`? (of mail nothing was seen yet)",
            "  no effect: rule never: `drop_*` matches no tool that was seen; see `portreeve pins"
                + " list` (of mail nothing was seen yet)");
    assertThat(check(policy, environment, "check", "--json").out())
        .contains("rule read: `reed_file` matches no tool");
  }

  /** What is wrong with it is that the approval which was meant is asked of nobody. */
  @Test
  void toolOfAServer_thatWasNeverSeen_isToldAtOnce_withTheNearestThatWas() throws IOException {
    Map<String, String> environment = Map.of("TOKEN", "t");
    see("write_file", "{\"name\":\"write_file\",\"inputSchema\":{}}");
    String misspelt = RIGHT.replace("write: {", "wrte_file: {");

    assertThat(check(misspelt, environment, "check").outLines())
        .contains(
            "portreeve.yaml: right, but a program or directory is missing here, but a name has no"
                + " effect",
            "  no effect: servers.files.tools: `wrte_file` names no tool of files that was seen;"
                + " did you mean `write_file`?");
    assertThat(check(misspelt, environment, "check", "--json").out())
        .contains("\"unmatched\":[\"servers.files.tools: `wrte_file` names no tool");
    assertThat(check(RIGHT.replace("write: {", "write_file: {"), environment, "check").out())
        .doesNotContain("no effect");
  }

  @Test
  void nameOfAServerOrAnEndpoint_thatAConditionOnlyKnows_isNoted() throws IOException {
    String policy =
        RIGHT
            + """
            endpoints: {office: {servers: [files]}, lab: {servers: [mail]}}
            policy:
              allow:
                - {name: right, tools: ["*"], when: 'endpoint in ["office", "lab"] && server != "mail"'}
                - {name: read, tools: ["*"], when: 'server == "fils"'}
              deny:
                - {name: never, tools: ["*"], when: 'true && endpoint in ["lab", "offic"]'}
            """;

    assertThat(check(policy, Map.of("TOKEN", "t"), "check").outLines())
        .filteredOn(line -> line.startsWith("  no effect: "))
        .containsExactlyInAnyOrder(
            "  no effect: rule read: `server` is never `fils`: it is one of files, mail; did you"
                + " mean `files`?",
            "  no effect: rule never: `endpoint` is never `offic`: it is one of office, lab; did"
                + " you mean `office`?");
  }

  @Test
  void clientOfAnIssuerThatThereIsNotAny_isNoted() throws IOException {
    String clients =
        """
          clients: [corpx/desk, "corp/*", "*/desk", "key:*", "certificate:a/b", stdio]
        policy:
          allow: [{name: read, tools: ["*"], clients: [other/x]}]
        """;
    String issuers =
        """
        authentication:
          oauth:
            resource: https://here.example/mcp
            issuers: {corp: {issuer: "https://corp.example"}}
        """;
    Map<String, String> environment = Map.of("TOKEN", "t");

    assertThat(check(RIGHT + issuers + clients, environment, "check").outLines())
        .filteredOn(line -> line.startsWith("  no effect: "))
        .containsExactly(
            "  no effect: authentication.clients: `corpx/desk` is a client of no issuer that there"
                + " is; did you mean `corp`?",
            "  no effect: rule read: `other/x` is a client of no issuer that there is; the issuers"
                + " are corp");
    assertThat(check(RIGHT + "authentication:\n" + clients, environment, "check").outLines())
        .contains(
            "  no effect: rule read: `other/x` is a client of no issuer that there is; there is no"
                + " `authentication.oauth` whose issuers could name it");
  }
}
