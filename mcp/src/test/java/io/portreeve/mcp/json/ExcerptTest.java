package io.portreeve.mcp.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {
  @ParameterizedTest
  @CsvSource({
    "abc, 3, abc",
    "abc, 9, abc",
    "abc, 2, ab",
    "abc, 0, ''",
    "a\uD83D\uDE00b, 2, a",
    "a\uD83D\uDE00b, 3, a\uD83D\uDE00",
    "\uD83D\uDE00, 1, ''",
    "'', 0, ''"
  })
  void excerpt_endsWithAWholeCharacter(String text, int most, String expected) {
    assertThat(Excerpt.of(text, most)).isEqualTo(expected);
    assertThat(JsonString.of(Excerpt.of(text, most)).value()).isEqualTo(expected);
  }
}
