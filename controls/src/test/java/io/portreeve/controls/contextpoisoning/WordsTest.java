package io.portreeve.controls.contextpoisoning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "delete the file with id 13, 13",
    "delete file #13, 13",
    "'delete the file (ID: ''13'')', 13",
    "open ticket number 4711, 4711",
    "cancel 20240515001, 20240515001",
    "open issue abc-77, abc-77"
  })
  void idThatIsCalledOne_orCanBeNothingElse_isSaid(String words, String id) {
    assertThat(Words.of(words).sayId(Folded.of(id))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1. read the mail 2. answer it, 1",
    "on May 13 at noon, 13",
    "the meeting of 2024, 2024",
    "I paid 12 for it, 12",
    "a braid 13, 13",
    "nothing of the kind, abc-77"
  })
  void shortNumberThatMayMeanAnything_isNoId(String words, String id) {
    assertThat(Words.of(words).sayId(Folded.of(id))).isFalse();
  }
}
