package io.portreeve.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GlobsTest {
  @Test
  void noPattern_matchesNothing() {
    assertThat(new Globs(List.of()).match("")).isFalse();
  }

  @Test
  void anyPatterns_matchWhatOneOfThemDoes() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      List<Glob> patterns =
          Stream.generate(() -> new Glob(text(random, "ab*"))).limit(random.nextInt(5)).toList();
      Globs all = new Globs(patterns);
      String text = text(random, "ab");

      assertThat(all.match(text))
          .as("%s on %s", patterns, text)
          .isEqualTo(patterns.stream().anyMatch(one -> one.matches(text)));
    }
  }

  private static String text(Random random, String letters) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
