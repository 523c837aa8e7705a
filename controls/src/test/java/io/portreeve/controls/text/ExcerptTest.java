package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 3, abc",
    "abc, 4, abc",
    "abcd, 3, abc… (4 characters)",
    "ab\uD83D\uDE00, 3, ab… (4 characters)",
    "ab\uD83D\uDE00c, 4, ab\uD83D\uDE00… (5 characters)"
  })
  void longText_isCutBetweenWholeCharacters(String text, int most, String excerpt) {
    assertThat(Excerpt.of(text, most)).isEqualTo(excerpt);
  }
}
