package io.portreeve.controls.insecureresponsehandling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "ab",
        "abc",
        "=",
        "==",
        "====",
        "a===",
        "ab=c",
        "=abc",
        "ab==ab==",
        "ab-_",
        "ab c",
        "ab\n=",
        "abc\u0430",
        "data:image/png;base64,AAAA"
      })
  void otherText_isNotBase64(String text) {
    assertThat(Base64Text.valid(text)).isFalse();
  }

  @Test
  void whatTheEncoderWrites_isBase64() {
    Random random = new Random(3);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(Base64Text.valid(Base64.getEncoder().encodeToString(bytes))).isTrue();
    }
  }

  @Test
  void whatIsTaken_theDecoderTakesToo() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(9); left > 0; left--) {
        text.append("Ab9+/=-".charAt(random.nextInt(7)));
      }
      if (Base64Text.valid(text.toString())) {
        assertThat(Base64.getDecoder().decode(text.toString())).isNotNull();
      }
    }
  }
}
