package io.portreeve.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "read, read, true",
    "read, reader, false",
    "read, Read, false",
    "'', '', true",
    "'', a, false",
    "*, '', true",
    "*, anything, true",
    "read_*, read_file, true",
    "read_*, read_, true",
    "read_*, write_read_, false",
    "*_file, read_file, true",
    "*_file, read_file2, false",
    "a*a, a, false",
    "a*a, aa, true",
    "a*b*c, a-b-c, true",
    "a*b*c, a-c-b, false",
    "ab*ba, aba, false",
    "a.c, abc, false",
    "[a], a, false",
    "a**b, ab, true",
    "file:///docs/*, file:///docs/a, true",
    "file:///docs/*, file:///etc/passwd, false"
  })
  void pattern_matchesTheWholeText(String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void anyPattern_agreesWithTheRegularExpressionOfIt() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String pattern = text(random, "ab*");
      String text = text(random, "ab");
      String expression =
          Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
      assertThat(new Glob(pattern).matches(text))
          .as("%s on %s", pattern, text)
          .isEqualTo(Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches());
    }
  }

  private static String text(Random random, String letters) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(8); left > 0; left--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void patternThatMakesOthersBacktrack_isAnsweredAllTheSame() {
    Glob hostile = new Glob("*a".repeat(2_000) + "*b");

    assertThat(hostile.matches("a".repeat(100_000))).isFalse();
  }
}
