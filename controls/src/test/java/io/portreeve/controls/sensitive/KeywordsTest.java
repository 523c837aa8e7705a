package io.portreeve.controls.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordsTest {
  private static final List<String> WORDS =
      List.of("a", "ab", "bab", "bc", "bca", "c", "caa", "cab");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsWhatLookingForEachWordFinds(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      text.append("abcABC é".charAt(random.nextInt(8)));
    }
    assertThat(found(text.toString())).containsExactlyInAnyOrderElementsOf(naive(text.toString()));
  }

  @Test
  void findsWordsInsideOfOthers_andNoneAcrossAnotherLetter() {
    assertThat(found("cab")).containsExactlyInAnyOrder("c@0", "a@1", "ab@1", "cab@0");
    assertThat(found("béab")).containsExactlyInAnyOrder("a@2", "ab@2");
  }

  private static List<String> found(String text) {
    List<String> found = new ArrayList<>();
    new Keywords(WORDS).in(text, (word, at) -> found.add(WORDS.get(word) + "@" + at));
    return found;
  }

  private static List<String> naive(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    for (String word : WORDS) {
      for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        found.add(word + "@" + at);
      }
    }
    return found;
  }
}
