package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainEndpointTest {
  private static final String CONFIGURATION =
      """
      data: ./data
      authentication: {stdio: {principal: ann, roles: [staff]}}
      pinning: {first-seen: approve}
      servers:
        files: {url: "https://files.example/mcp"}
        ledger: {url: "https://ledger.example/mcp"}
      endpoints:
        office: {servers: [files, ledger]}
        bank: {servers: [ledger]}
      policy:
        allow:
          - {name: at-the-bank, tools: ["*"], when: 'endpoint == "bank"'}
      """;

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), CONFIGURATION);
  }

  @ParameterizedTest
  @CsvSource({"bank, 0, at-the-bank", "office, 1, not-visible"})
  void ruleAboutAnEndpoint_isAskedAsThere(String endpoint, int code, String says) {
    Ran ran = explain("--endpoint", endpoint, "--as", "ann", balance("ledger__balance"));

    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.out()).contains(says);
  }

  @Test
  void serverOfAnotherEndpoint_isNotThere() {
    Ran ran = explain("--endpoint", "bank", "--as", "ann", balance("files__read"));

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out()).contains("unknown-definition");

    Ran named = explain("--endpoint", "bank", "--server", "files", "--as", "ann", balance("read"));
    assertThat(named.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(named.err()).contains("--server files is not at endpoint bank; known are ledger");
  }

  @Test
  void endpointThatIsNotSaid_orUnknown_isAskedFor() {
    assertThat(explain("--as", "ann", balance("ledger__balance")).err())
        .contains("which endpoint is meant is not said; known are office, bank");
    assertThat(explain("--endpoint", "bnk", "--as", "ann", balance("ledger__balance")).err())
        .contains("--endpoint bnk is not in the configuration; known are office, bank");
  }

  private Ran explain(String... args) {
    return Ran.in(
        directory, Stream.concat(Stream.of("explain"), Stream.of(args)).toArray(String[]::new));
  }

  private static String balance(String tool) {
    return """
    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":{}}}\
    """
        .formatted(tool);
  }
}
