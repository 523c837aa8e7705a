package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentRowsTest {
  private static Configuration with(String agent) {
    return Configurations.of("data: d\nservers: {a: {url: \"https://a.example/mcp\"}}\n" + agent);
  }

  @Test
  void whatIsSaid_isShown_withWhereTheModelIsAndWhatItIsHeldTo() {
    Configuration said =
        with(
            "agent: {model: {provider: anthropic, name: m, key: env:K}, tools: [\"a__*\"],"
                + " plan: shown, guardrails: block, limits: {rounds: 3, calls: 4, time: 1m},"
                + " history: false}\n"
                + "information-flow: {policy: plan-and-arguments}");

    assertThat(AgentRows.said(said)).isTrue();
    assertThat(AgentRows.of(said))
        .containsExactly(
            List.of("model", "m by anthropic at https://api.anthropic.com/v1, key from env:K"),
            List.of("tools", "a__*"),
            List.of("plan", "fixed before data is read, and shown to the user first"),
            List.of("spotlighting", "delimiters"),
            List.of("guardrails", "block"),
            List.of("one request", "3 rounds, 4 calls, 1m"),
            List.of("history", "not kept"));
    assertThat(AgentRows.json(said).object("model").orElseThrow())
        .hasToString(
            "{\"provider\":\"anthropic\",\"url\":\"https://api.anthropic.com/v1\",\"name\":\"m\"}");
  }

  @Test
  void plan_isNotPromised_whereTheGatewayHoldsNoCallToIt() {
    for (String flow : List.of("", "information-flow: {policy: arguments}")) {
      assertThat(AgentRows.of(with("agent: {plan: shown}\n" + flow)))
          .contains(List.of("plan", "none: `information-flow` holds no call to a plan"));
    }
  }

  @Test
  void whereNothingIsSaid_checkAndRunShowNothing() {
    assertThat(AgentRows.said(with(""))).isFalse();
    assertThat(StartFacts.configured(with(""), Optional.empty(), 0))
        .noneMatch(fact -> fact.getFirst().equals("agent"));
  }

  @Test
  void gatewayThatUsesNoneOfIt_saysSo() {
    assertThat(StartFacts.configured(with("agent: {plan: off}"), Optional.empty(), 0))
        .contains(List.of("agent", "only `portreeve chat` uses what the file says under `agent`"));
  }
}
