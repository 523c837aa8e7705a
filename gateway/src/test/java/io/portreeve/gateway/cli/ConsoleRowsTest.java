package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleRowsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void console_isToldWithWhereItIs_whatToRegister_andWhoHasWhichRole() {
    Configuration configuration =
        Configurations.of(
            directory,
            """
            data: ./data
            servers: {files: {command: [x]}}
            authentication:
              oauth:
                resource: https://mcp.example.com/mcp
                issuers:
                  corp:
                    issuer: https://id.example.com
                    claims: {roles: [groups]}
                    sign-in: {client-id: pages}
            console:
              url: https://mcp.example.com
              sign-in: corp
              approvers: {names: [corp/olga], roles: [approver]}
              own-calls: true
            """);

    assertThat(ConsoleRows.of(configuration))
        .containsExactly(
            List.of(
                "page",
                "https://mcp.example.com/console",
                "where people see what happens, and answer"),
            List.of(
                "sign-in",
                "https://mcp.example.com/console/signed-in",
                "to register at issuer corp, where all of them sign in"),
            List.of("viewers", "nobody", "see what happens, without arguments"),
            List.of(
                "approvers",
                "corp/olga, whoever is approver",
                "answer for the operator, about their own calls too"),
            List.of("operators", "nobody", "do what the operator's commands do"),
            List.of("auditors", "nobody", "see arguments as far as they are on record"));
    assertThat(ConsoleRows.json(configuration).orElseThrow().toString())
        .contains(
            "\"page\":\"https://mcp.example.com/console\",\"keys\":false",
            "\"sign-in\":\"corp\"",
            "\"approvers\":{\"names\":[\"corp/olga\"],\"roles\":[\"approver\"]}");
  }

  @Test
  void consoleForKeys_saysSo_andWithoutOneThereIsNothingToTell() {
    String text = "data: ./data\nservers: {files: {command: [x]}}\n";

    assertThat(
            ConsoleRows.of(
                Configurations.of(
                    directory, text + "console: {keys: true, viewers: {roles: [staff]}}")))
        .contains(
            List.of("sign-in", "an API key", "typed into a form"),
            List.of("viewers", "whoever is staff", "see what happens, without arguments"));
    assertThat(ConsoleRows.of(Configurations.of(directory, text))).isEmpty();
    assertThat(ConsoleRows.json(Configurations.of(directory, text))).isEmpty();
  }
}
