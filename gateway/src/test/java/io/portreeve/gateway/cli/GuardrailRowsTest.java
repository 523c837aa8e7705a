package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardrailRowsTest {
  private static final Configuration CONFIGURATION =
      Configurations.of(
          """
          data: d
          servers:
            mail: {url: "https://mail.example/mcp", guardrails: block, classifiers: [guard]}
            wiki: {url: "https://wiki.example/mcp", guardrails: alert}
            own: {url: "https://own.example/mcp"}
          classifiers:
            guard: {url: "https://models.example/predict"}
            spare: {url: "https://spare.example/", alert-from: 1, when-unavailable: alert}
          """);

  @Test
  void whoeverIsLookedAt_isShown_andWhomTextsAreShownTo() {
    assertThat(GuardrailRows.of(CONFIGURATION))
        .containsExactly(
            List.of("mail", "block, also by guard"),
            List.of("wiki", "alert"),
            List.of(
                "classifier guard",
                "is shown texts at https://models.example/predict; told from 50 %, refused from 90"
                    + " %, and without an answer"),
            List.of("classifier spare", "no effect: no server whose texts are looked at names it"));
  }

  private static String guard(String servers) {
    Configuration said =
        Configurations.of(
            "data: d\nservers: {"
                + servers
                + "}\nclassifiers: {guard: {url: \"https://models.example/\", alert-from: 1,"
                + " when-unavailable: alert}}\n");
    return GuardrailRows.of(said).getLast().getLast();
  }

  @Test
  void classifier_isSaidToRefuse_onlyWhereItDoes() {
    String tells = "a: {url: \"https://a.example\", guardrails: alert, classifiers: [guard]}";
    String refuses = "b: {url: \"https://b.example\", guardrails: block, classifiers: [guard]}";

    assertThat(guard(tells))
        .isEqualTo(
            "is shown texts at https://models.example/; told from 1 %, and nothing is refused,"
                + " with `guardrails: alert`");
    assertThat(guard(refuses))
        .endsWith("; told from 1 %, refused from 90 %, not without an answer");
    assertThat(guard(tells + ", " + refuses))
        .endsWith("refused from 90 %, not without an answer, where `guardrails` is block");
  }

  @Test
  void json_hasEveryServer() {
    assertThat(GuardrailRows.json(CONFIGURATION).toString())
        .contains(
            "\"mail\":{\"guardrails\":\"block\",\"classifiers\":[\"guard\"]}",
            "\"own\":{\"guardrails\":\"off\",\"classifiers\":[]}",
            "\"guard\":{\"url\":\"https://models.example/predict\",\"when-unavailable\":\"block\"}");
  }
}
