package io.portreeve.controls.contextpoisoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.CountedText;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CueTest {
  private static final int LONG = 4_000;

  @ParameterizedTest
  @ValueSource(strings = {"id ", "file id: ", "ids: (", "no. ", "#", "the number '", "no"})
  void wordThatMakesAnIdOfANumber_isOne_whateverStandsBetween(String before) {
    assertThat(Cue.endsBefore(before + "7", before.length())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "paid ", "casino. ", "id x ", "pay ", "id, ", "did "})
  void otherWord_isNone(String before) {
    assertThat(Cue.endsBefore(before + "7", before.length())).isFalse();
  }

  /** A server's answer is as long as it likes, and each number in it is a place to look at. */
  @Test
  void textMadeOfWhatStandsBetween_isLookedAtForAFewCharactersOnly() {
    String hostile = "(".repeat(LONG) + "x";
    CountedText byPattern = new CountedText(hostile);
    assertThat(Pattern.compile("[\\s:'\"`(]+$").matcher(byPattern).find()).isFalse();
    assertThat(byPattern.looks()).isGreaterThan((long) LONG * LONG / 4);

    CountedText text = new CountedText("(".repeat(LONG) + "7");
    assertThat(Cue.endsBefore(text, LONG)).isFalse();
    assertThat(text.looks()).isLessThan(100);
  }

  @Test
  void textMadeOfNumbers_costsEachNumberTheSame() {
    CountedText text = new CountedText("7 ".repeat(LONG));
    for (int at = 0; at < text.length(); at += 2) {
      assertThat(Cue.endsBefore(text, at)).isFalse();
    }
    assertThat(text.looks()).isLessThan(20L * LONG);
  }

  @Test
  void shortNumberInALongText_isAnIdWhereItsWordSaysSo() {
    String text = "7 ".repeat(LONG) + "and file id 7";
    assertThat(Words.of(text).sayId(Folded.of("7"))).isTrue();
    assertThat(Words.of("7 ".repeat(LONG)).sayId(Folded.of("7"))).isFalse();
  }
}
