package io.portreeve.controls.indirectpromptinjection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {
  private static final Phrases PHRASES =
      Phrases.of("# a comment\n\nfirst: a|b, c, d\nsecond: x, x\n");

  @ParameterizedTest
  @CsvSource({
    "a c d, first",
    "b c d, first",
    "a 1 2 3 c 1 2 3 d, first",
    "a 1 2 3 4 c d, ''",
    "a c 1 2 3 4 d, ''",
    "c a d, ''",
    "a c, ''",
    "a 1 a 2 3 c d, first",
    "a c 1 2 c d, first",
    "a c 1 2 3 c d, ''",
    "x, ''",
    "x x, second",
    "'', ''"
  })
  void words_inTheirOrder_withinTheirReach_areAPhrase(String folded, String phrase) {
    assertThat(PHRASES.in(folded).orElse("")).isEqualTo(phrase);
  }
}
