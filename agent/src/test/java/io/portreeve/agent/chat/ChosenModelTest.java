package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.cli.CommandFailure;
import io.portreeve.gateway.config.ModelProvider;
import io.portreeve.gateway.config.ModelSettings;
import io.portreeve.gateway.keys.SecretSource;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChosenModelTest {
  private static ChosenModel of(Map<String, String> environment) {
    return ChosenModel.of(
        Optional.empty(), Optional.empty(), name -> Optional.ofNullable(environment.get(name)));
  }

  private static ChosenModel named(String model, Map<String, String> environment) {
    return ChosenModel.of(
        Optional.empty(), Optional.of(model), name -> Optional.ofNullable(environment.get(name)));
  }

  private static ModelSettings configured() {
    return new ModelSettings(
        ModelProvider.OLLAMA,
        Optional.empty(),
        "house",
        Optional.empty(),
        100,
        Duration.ofMinutes(1),
        false);
  }

  @Test
  void configuredModel_winsOverTheEnvironment_andTheCommandLineNamesAnother() {
    assertThat(
            ChosenModel.of(Optional.of(configured()), Optional.empty(), _ -> Optional.of("x"))
                .words())
        .isEqualTo("house by ollama at 127.0.0.1:11434");
    assertThat(
            ChosenModel.of(Optional.of(configured()), Optional.of("b"), _ -> Optional.empty())
                .settings())
        .isEqualTo(configured().named("b"));
  }

  @Test
  void environment_standsForAModel_andSaysSo() {
    assertThat(of(Map.of("OPENAI_API_KEY", "k", "ANTHROPIC_API_KEY", "k")).words())
        .isEqualTo("gpt-5-mini by openai at api.openai.com (OPENAI_API_KEY of the environment)");
    assertThat(of(Map.of("ANTHROPIC_API_KEY", "k")).words())
        .endsWith("by anthropic at api.anthropic.com (ANTHROPIC_API_KEY of the environment)");
    assertThat(named("qwen3", Map.of("OLLAMA_HOST", "0.0.0.0:11434")).words())
        .isEqualTo("qwen3 by ollama at 127.0.0.1:11434 (OLLAMA_HOST of the environment)");
  }

  @Test
  void keyIsSentWhereTheEnvironmentSays_andNowhereElse() {
    ChosenModel chosen =
        of(Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"));

    assertThat(chosen.settings().address()).isEqualTo(URI.create("http://127.0.0.1:8000/v1"));
    assertThat(chosen.words()).contains("OPENAI_API_KEY and OPENAI_BASE_URL of the environment");
  }

  @Test
  void nothingThatNamesAModel_saysWhatToDo() {
    assertThatThrownBy(() -> of(Map.of("OPENAI_API_KEY", " ")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("no model", "OPENAI_API_KEY", "docs/chat.md");
    assertThatThrownBy(() -> of(Map.of("OLLAMA_HOST", "127.0.0.1")))
        .hasMessageContaining("--model NAME");
  }

  @Test
  void otherMachines_areNotAskedInPlaintext_becauseOfAVariable() {
    assertThatThrownBy(() -> named("m", Map.of("OLLAMA_HOST", "gpu.example.com:11434")))
        .hasMessageContainingAll("without TLS", "insecure-plaintext");
    assertThatThrownBy(
            () -> of(Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "gpu.example.com/v1")))
        .isInstanceOf(CommandFailure.class);
    assertThatThrownBy(() -> of(Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://a b")))
        .hasMessageContaining("is not an address");
  }

  @Test
  void settingsThatCannotBeMeant_endTheCommandAndNameNoSecret() {
    SecretSource secrets = new SecretSource(_ -> Optional.of("se cret"));

    assertThatThrownBy(() -> of(Map.of("OPENAI_API_KEY", "se cret")).open(secrets))
        .isInstanceOf(CommandFailure.class)
        .hasMessageNotContaining("se cret");
    assertThatThrownBy(
            () -> of(Map.of("OPENAI_API_KEY", "k")).open(new SecretSource(_ -> Optional.empty())))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("agent.model.key", "OPENAI_API_KEY");
  }
}
