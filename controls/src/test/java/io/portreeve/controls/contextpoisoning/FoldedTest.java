package io.portreeve.controls.contextpoisoning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoldedTest {
  @ParameterizedTest
  @CsvSource({
    "write to Anna@Example.com now, anna@example.com",
    "'write to anna@example.com.', anna@example.com",
    "'(anna@example.com)', anna@example.com",
    "'the   team\tmeeting notes', team meeting",
    "pay 10.00 to GB29NWBK60161331926819, gb29nwbk60161331926819",
    "open https://example.com/a?b=c please, https://example.com/a?b=c"
  })
  void valueThatStandsAsAWhole_isNamed(String text, String value) {
    assertThat(Folded.of(text).names(Folded.of(value))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "write to susanna@example.com, anna@example.com",
    "write to mr.anna@example.com, anna@example.com",
    "write to x+anna@example.com, anna@example.com",
    "write to anna@example.com.evil.net, anna@example.com",
    "write to anna@example.community, anna@example.com",
    "write to anna@example.com, example.com",
    "write to anna@example.com, anna",
    "the seventeenth, seven",
    "item 131, 13",
    "nothing of it, anna@example.com"
  })
  void partOfALongerValue_isNotNamed(String text, String value) {
    assertThat(Folded.of(text).names(Folded.of(value))).isFalse();
  }

  @Test
  void laterWhole_isFoundBehindAnEarlierPart() {
    Folded text = Folded.of("susanna@example.com, anna@example.com");

    assertThat(text.names(Folded.of("anna@example.com"))).isTrue();
  }

  @Test
  void lookalikeOfAnotherScript_isAnotherValue() {
    assertThat(Folded.of("anna@example.com").names(Folded.of("аnna@example.com"))).isFalse();
  }

  @Test
  void emptyValue_isNowhere() {
    assertThat(Folded.of("anything").names(Folded.of(" \n"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"aab aab, aab", "'ab ab ab c', 'ab ab c'", "'aaa aa a', a", "'x x x y', 'x x y'"})
  void valueThatBeginsAgainWithinItself_isFound(String text, String value) {
    assertThat(Folded.of(text).names(Folded.of(value))).isTrue();
  }

  @Test
  void everyPlace_isFoundOnce() {
    Folded text = Folded.of("ab.ab ab-ab ab ab@ab abab ab");
    Folded value = Folded.of("ab");
    int found = 0;
    for (int at = text.place(value, 0); at >= 0; at = text.place(value, at + 1)) {
      assertThat(text.text().startsWith("ab", at)).isTrue();
      found++;
    }
    assertThat(found).isEqualTo(2);
  }
}
