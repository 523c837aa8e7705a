package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an endpoint demands of every token stands before all rules. */
class ExplainScopesTest extends Explaining {
  private static final String CONFIGURATION =
      """
      data: ./data
      authentication:
        oauth:
          resource: https://gate.example/mcp
          scope-includes: {all: [mcp, ledger]}
          issuers: {corp: {issuer: "https://login.example"}}
      pinning: {first-seen: approve}
      servers:
        ledger: {url: "https://ledger.example/mcp"}
      endpoints:
        bank: {servers: [ledger], scopes: [mcp]}
      policy:
        allow: [{name: any, tools: ["*"], when: '"ledger" in principal.scopes'}]
      """;

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), CONFIGURATION);
  }

  @Test
  void tokenWithoutAScopeThatAllMustGrant_comesToNoRule() {
    Ran ran = byAnn("--scope", "ledger");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out())
        .contains("credential-insufficient")
        .contains("the token lacks what all must grant here: mcp");
  }

  @Test
  void tokenWithIt_isJudgedByTheRules() {
    assertThat(byAnn("--scope", "mcp", "--scope", "ledger").code()).isZero();
  }

  @Test
  void scopeThatIncludesOthers_grantsThem() {
    assertThat(byAnn("--scope", "all").code()).isZero();
  }

  @Test
  void tokenOfWhichNothingIsSaid_isTakenToHaveThem_andThatIsSaid() {
    Ran ran = byAnn();

    assertThat(ran.err()).contains("taken is a token with the scopes that all must grant (mcp)");
    assertThat(ran.out()).doesNotContain("credential-insufficient").contains("not-visible");
  }

  private Ran byAnn(String... scopes) {
    String[] given = {"--as", "corp/ann", "--role", "staff", call("ledger__balance", "{}")};
    return explain(Stream.concat(Stream.of(scopes), Stream.of(given)).toArray(String[]::new));
  }
}
