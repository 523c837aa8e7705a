package io.portreeve.controls.insecureresponsehandling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/login",
        "//evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example",
        "http://a.example/",
        "http://localhost.evil.example/",
        "http://localhost:80@evil.example/",
        "http://localhost@evil.example/",
        "http://127.0.0.1:8080@evil.example/",
        "http://[::1]:1@evil.example/",
        "http://[::1]evil.example/",
        "http://localhost\\@evil.example/",
        "http://localhost:80x/",
        "http://localhost#@evil.example\u0000",
        "https://",
        "https:///path",
        "https://:443/",
        "https://bank.example@evil.example/",
        "https://bank.example\\@evil.example/",
        "https://bank.example\\.evil.example/",
        "https://b\u0430nk.example/",
        "https://bank.example/\u202egpj.exe",
        "https://bank.example/a b",
        "https://bank.example/\n",
        " https://bank.example/",
        "HTTPS://bank.example/"
      })
  void urlThatHidesWhereItLeads_isRefused(String url) {
    assertThat(WebUrl.safe(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bank.example",
        "https://bank.example/pay?to=a@b.example#x@y",
        "https://bank.example:8443/",
        "https://[2001:db8::1]:443/",
        "https://xn--bnk-5cd.example/",
        "http://localhost",
        "http://localhost:8080/callback",
        "http://127.0.0.1?x",
        "http://[::1]:9/#a"
      })
  void plainUrl_isSafe(String url) {
    assertThat(WebUrl.safe(url)).isTrue();
  }
}
