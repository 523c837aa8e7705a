package io.portreeve.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is that of its bytes, whether it is a usual one or nearly one. */
class UsualTextsTest {
  private static String read(String text) {
    byte[] section = ("x" + text + "\r\n\r\n.....").getBytes(ISO_8859_1);
    return UsualTexts.of(section, 1, 1 + text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "mcp-method", "application/json", "tools/call", "*"})
  void usualText_isOneString(String text) {
    assertThat(read(text)).isEqualTo(text).isSameAs(read(text));
  }

  @Test
  void everyUsualText_isFound() {
    assertThat(UsualTexts.all()).allSatisfy(text -> assertThat(read(text)).isSameAs(text));
  }

  @Test
  void textThatIsNearlyUsual_isTakenForNone() {
    for (String usual : UsualTexts.all().toList()) {
      for (int at = 0; at < usual.length(); at++) {
        String before = usual.substring(0, at);
        String after = usual.substring(at + 1);
        for (char c = 0; c < 256; c++) {
          String near = before + c + after;
          assertThat(read(near)).isEqualTo(near);
        }
        assertThat(read(before + after)).isEqualTo(before + after);
        assertThat(read(before)).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "é", "a field that nobody ever sends, and that is so long as few are"})
  void otherText_isDecoded(String text) {
    assertThat(read(text)).isEqualTo(text);
  }
}
