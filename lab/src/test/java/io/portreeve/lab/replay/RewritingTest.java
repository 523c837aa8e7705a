package io.portreeve.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.CountedText;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewritingTest {
  private static final int LONG = 4_000;

  @ParameterizedTest
  @CsvSource({"yes, yes", "yes., yes", "really?!, really", "a.b.c., a.b.c", "..., ''", "'', ''"})
  void word_isTakenWithoutTheMarksThatEndASentence(String word, String bare) {
    assertThat(Rewriting.withoutEnd(word)).isEqualTo(bare);
  }

  /** Recordings are what attackers wrote. */
  @Test
  void wordMadeOfMarks_isLookedAtOnce() {
    String hostile = "!".repeat(LONG) + "x";
    CountedText byPattern = new CountedText(hostile);
    assertThat(Pattern.compile("[.?!]+$").matcher(byPattern).find()).isFalse();
    assertThat(byPattern.looks()).isGreaterThan((long) LONG * LONG / 4);

    CountedText word = new CountedText(hostile);
    assertThat(Rewriting.withoutEnd(word)).isEqualTo(hostile);
    assertThat(word.looks()).isLessThan(2L * hostile.length());
    CountedText marks = new CountedText("!".repeat(LONG));
    assertThat(Rewriting.withoutEnd(marks)).isEmpty();
    assertThat(marks.looks()).isLessThan(2L * LONG);
  }
}
