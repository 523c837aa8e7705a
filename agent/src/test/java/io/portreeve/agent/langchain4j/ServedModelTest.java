package io.portreeve.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.keys.Secret;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedModelTest {
  private static final Optional<Secret> KEY = Optional.of(Secret.ofText("k"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com/v1",
        "http://127.0.0.1:11434",
        "http://localhost:8080/v1",
        "http://LOCALHOST/",
        "http://[::1]:1/"
      })
  void url_ofTls_orOfThisMachine_isTaken(String url) {
    assertThat(served(url, false).url()).isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://api.example.com/v1|without TLS",
        "http://127.0.0.1.example.com/|without TLS",
        "http://10.0.0.1/|without TLS",
        "ftp://127.0.0.1/|http or https",
        "file:///v1|http or https",
        "/v1|http or https",
        "https://user:pass@api.example.com/|a user",
        "https://api.example.com/v1?key=k|a query",
        "https://api.example.com/v1#x|a fragment"
      })
  void url_thatGivesThingsAway_isRefused(String url, String why) {
    assertThatThrownBy(() -> served(url, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("pass");
  }

  @Test
  void url_withoutTls_isTaken_whereItIsMeantSo() {
    assertThat(served("http://models.lan/v1", true).insecure()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "line\nend", "schlüssel"})
  void key_thatCannotBeSent_isRefused_unseen(String key) {
    assertThatThrownBy(() -> ServedModel.of(Provider.OPENAI, "m", Secret.ofText(key)))
        .hasMessageContaining("key")
        .hasMessageNotContaining("schl");
  }

  @Test
  void anthropic_withoutAKey_isRefused() {
    assertThatThrownBy(() -> ServedModel.of(Provider.ANTHROPIC, "m"))
        .hasMessage("Anthropic's API needs a key");
  }

  @Test
  void key_isNotPrinted() {
    assertThat(ServedModel.of(Provider.OPENAI, "m", Secret.ofText("sk-1")).toString())
        .doesNotContain("sk-1");
  }

  @Test
  void providers_haveTheirUsualPlaces_whichAreTaken() {
    for (Provider provider : Provider.values()) {
      assertThat(ServedModel.of(provider, "m", Secret.ofText("k")).url())
          .isEqualTo(provider.usual());
    }
  }

  private static ServedModel served(String url, boolean insecure) {
    return new ServedModel(
        Provider.OPENAI, URI.create(url), "m", KEY, insecure, AnswerLimits.usual());
  }
}
