package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others may name as an address. */
class LinksTest {
  private static final URI ELSEWHERE = URI.create("https://tickets.example/mcp");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8500/v1",
        "http://localhost/",
        "http://[::1]:1/",
        "HTTP://LOCALHOST/"
      })
  void addressOfThisMachine_isForWhoeverIsHere_andForNobodyElse(String address) throws Exception {
    URI named = URI.create(address);

    assertThat(Links.safe(address, "it", URI.create("http://127.0.0.1:9000/mcp"))).isEqualTo(named);
    assertThatThrownBy(() -> Links.safe(address, "it", ELSEWHERE))
        .isInstanceOf(LoginFailed.class)
        .hasMessage("it is no https address");
    assertThatThrownBy(() -> Links.safe(address, "it", URI.create("https://localhost/mcp")))
        .isInstanceOf(LoginFailed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://Id.example.com/a,https://id.example.com",
    "https://id.example.com:443,https://id.example.com",
    "https://id.example.com:8443/a,https://id.example.com:8443",
    "http://127.0.0.1/a,http://127.0.0.1",
    "http://127.0.0.1:443,http://127.0.0.1:443",
  })
  void people_areShownNoPortThatGoesWithoutSaying(String address, String shown) {
    assertThat(Links.shown(URI.create(address))).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user@id.example/token",
        "https://user:secret@id.example/token",
        "https:///token",
        "https:token",
        "https://id.example/token#part",
        "javascript:alert(1)",
        "data:text/html,x"
      })
  void addressThatNamesNoHostOrMoreThanThat_isForNobody(String address) {
    assertThatThrownBy(() -> Links.safe(address, "it", ELSEWHERE)).isInstanceOf(LoginFailed.class);
  }

  @Test
  void addressThatTlsProtects_isForEverybody() throws Exception {
    String address = "https://id.example/token";

    assertThat(Links.safe(address, "it", ELSEWHERE)).isEqualTo(URI.create(address));
  }
}
