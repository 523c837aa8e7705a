package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriSchemeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " \n\tjavascript:alert(1)",
        "java\nscript:alert(1)",
        "java\r\n\tscript\t:alert(1)",
        "java\u0000script:alert(1)",
        "\u00A0javascript:alert(1)",
        "javascript%3Aalert(1)",
        "javascript%253Aalert(1)",
        "javascript%25253Aalert(1)",
        "%6A%61vascript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "&#0000106avascript:alert(1)",
        "&amp;#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "javascript\\:alert(1)",
        "java\u200Bscript:alert(1)",
        "java\u00ADscript:alert(1)",
        "ｊavascript:alert(1)",
        "javascript：alert(1)",
        "javascript::alert(1)",
        "javascript:0",
        "data:text/html,x",
        "data:,x",
        "file:///etc/passwd",
        "view-source:javascript:x",
        "blob:https://x/y",
        "vbscript:x",
        "jar:file:///x!/y"
      })
  void schemeThatActs_isFoundInAnyDisguise(String uri) {
    assertThat(UriScheme.active(uri, 0)).isTrue();
    assertThat(UriScheme.allowed(uri, UriScheme.LINKS)).isFalse();
  }

  @Test
  void endlessPadding_countsAsADisguise() {
    assertThat(UriScheme.active("j" + "\n".repeat(5_000) + "avascript:x", 0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a:b?c=javascript:x",
        "http://example.com:8080",
        "mailto:a@example.com",
        "tel:+49301234",
        "HTTPS://EXAMPLE.COM",
        "unsafe:javascript:x",
        "/path/a:b",
        "../javascript",
        "#javascript:x",
        "?q=data:x",
        "README.md:10",
        "localhost:8080/x",
        "C:\\dir",
        "c:/dir",
        "12:30",
        "",
        "a b: c",
        "50%: done",
        "//host/x"
      })
  void linkOrRelativeReference_isAllowed(String uri) {
    assertThat(UriScheme.allowed(uri, UriScheme.LINKS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"myapp://x", "ssh://h", "urn:isbn:1", "foo.bar:baz", "intent://x"})
  void otherScheme_isNotALink(String uri) {
    assertThat(UriScheme.allowed(uri, UriScheme.LINKS)).isFalse();
  }

  @Test
  void scheme_isGivenAsTheUrlStandardFindsIt() {
    assertThat(UriScheme.of("HTTPS://x")).contains("https");
    assertThat(UriScheme.of("ht\ntps://x")).contains("https");
    assertThat(UriScheme.of("x/y:z")).isEmpty();
  }
}
