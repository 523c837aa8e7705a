package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalRowsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void eachDeclaredTool_isToldWithWhoseApprovalItNeeds_andThenTheRest() {
    Configuration configuration =
        Configurations.of(
            directory,
            """
            data: ./data
            servers:
              mail:
                command: [x]
                tools: {send: {consequential: true}, wipe: {approval: operator}, draft: {approval: never}}
            approvals: {undeclared: user}
            policy:
              approve:
                - {name: large, tools: [pay], when: args.sum > 100.0, by: operator}
                - {name: of-mail, servers: [mail], by: user}
                - {name: tried, by: user, shadow: true}
            """);

    assertThat(ApprovalRows.of(configuration))
        .containsExactlyInAnyOrder(
            List.of("mail", "send", "approved by the user, whom his client asks"),
            List.of("mail", "wipe", "approved by the operator, with `portreeve approvals`"),
            List.of("mail", "draft", "needs no approval"),
            List.of("any", "(not declared)", "approved by the user, whom his client asks"),
            List.of(
                "any",
                "(rule large)",
                "approved by the operator, with `portreeve approvals`, where it applies"),
            List.of(
                "mail",
                "(rule of-mail)",
                "approved by the user, whom his client asks, where it applies"));
    assertThat(ApprovalRows.json(configuration).toString())
        .contains(
            "{\"server\":\"mail\",\"tool\":\"send\",\"approval\":\"user\"}",
            "\"undeclared\":\"user\"",
            "\"rules\":[{\"rule\":\"large\",\"approval\":\"operator\"},"
                + "{\"rule\":\"of-mail\",\"approval\":\"user\"}]");
  }

  @Test
  void approversOnTheConsole_areToldWhereThereAreAny() {
    String text =
        """
        data: ./data
        servers: {files: {command: [x]}}
        approvals: {undeclared: operator}
        console: {keys: true, %s: {names: [olga]}}
        """;

    assertThat(ApprovalRows.of(Configurations.of(directory, text.formatted("approvers"))))
        .contains(
            List.of(
                "any",
                "(not declared)",
                "approved by the operator, on the console or with `portreeve approvals`"));
    assertThat(ApprovalRows.of(Configurations.of(directory, text.formatted("operators"))))
        .contains(
            List.of(
                "any", "(not declared)", "approved by the operator, with `portreeve approvals`"));
  }
}
