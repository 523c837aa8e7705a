package io.portreeve.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternScaleTest {
  private static final String[] PIECES = {
    "a", "b", "(", ")", "|", "*", "+", "?", "{2}", "{3,5}", "{2,}", "[", "]", "[^", "\\d", "\\(",
    "\\]", ".", "^", "$", "(?:", "{", "{9"
  };

  @Test
  void everyPattern_isAtLeastAsLargeAsItsProgram() throws SchemaFault {
    Random random = new Random(11);
    int compiled = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int left = random.nextInt(12); left > 0; left--) {
        pattern.append(PIECES[random.nextInt(PIECES.length)]);
      }
      int program = program(pattern.toString());
      // A handful of instructions frame every program, whatever its pattern.
      assertThat(3 * PatternScale.size(pattern.toString()) + 8)
          .as("%s", pattern)
          .isGreaterThanOrEqualTo(program);
      compiled += program > 0 ? 1 : 0;
    }
    assertThat(compiled).isGreaterThan(1_000);
  }

  private static int program(String pattern) {
    try {
      return Pattern.compile(pattern).programSize();
    } catch (PatternSyntaxException none) {
      return 0;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1000}){1000}",
        "[](a{1000}){1000}",
        "((((a{99}){99}){99}){99})",
        "(a{999}){999"
      })
  void repetitionOfRepetitions_multiplies(String pattern) throws SchemaFault {
    assertThat(PatternScale.size(pattern)).isGreaterThan(pattern.endsWith("}") ? 900_000 : 900);
  }
}
