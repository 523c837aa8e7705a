package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "Grüße, 世界", "a b", "🎉", "e\u0301"})
  void whatAPersonSees_staysAsItIs(String text) {
    assertThat(Shown.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 0x07, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0xa0, 0xad, 0x34f, 0x61c, 0x115f, 0x180e,
        0x200b, 0x200d, 0x200e, 0x2028, 0x2029, 0x202e, 0x2060, 0x2066, 0x2800, 0x3000, 0x3164,
        0xd800, 0xe000, 0xfe0f, 0xfeff, 0xffa0, 0xffff, 0xe0041, 0xe0100, 0x10ffff
      })
  void whatATerminalObeysOrNobodySees_isWrittenOut(int point) {
    String text = "a" + Character.toString(point) + "b";

    assertThat(Shown.of(text)).isEqualTo("a\\u{" + Integer.toHexString(point) + "}b");
  }

  @Test
  void backslash_isDoubled_soThatNobodyCanWriteAnEscapeHimself() {
    assertThat(Shown.of("\\u{202e}")).isEqualTo("\\\\u{202e}");
  }

  @Test
  void everyCodePoint_isShownInItsOwnWay() {
    long different =
        IntStream.range(0, 0x110000)
            .mapToObj(Character::toString)
            .map(Shown::of)
            .distinct()
            .count();

    assertThat(different).isEqualTo(0x110000);
  }
}
