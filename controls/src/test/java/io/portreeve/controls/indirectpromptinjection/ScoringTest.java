package io.portreeve.controls.indirectpromptinjection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way to score against the plain one, which does what the documentation says. */
class ScoringTest {
  private static final long SEED = 20_261_129;
  private static final int TEXTS = 100;
  private static final String ALPHABET = "aabcdeeeilmnorsstuv0 1 ";

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final LinearModel model = model();

  private LinearModel model() {
    float[] weights = new float[1 << Grams.BITS];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextDouble(-1, 1);
    }
    return LinearModel.of(weights, 0.25f);
  }

  @Test
  void score_isTheBestOfAllParts_whateverTheTextIsMadeOf() {
    for (int i = 0; i < TEXTS; i++) {
      List<String> texts = texts();
      String folded = String.join(" ", texts);
      List<Integer> ends = ends(texts);

      assertThat(Scoring.best(model, folded, ends))
          .as("%s", texts)
          .isEqualTo(new PlainScoring(model, folded).best(ends));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 39, 40, 41, 159, 160, 161, 399, 400, 401, 800})
  void score_isTheBestOfAllParts_atEveryEdge(int length) {
    String folded = "x".repeat(length);

    assertThat(Scoring.best(model, folded, List.of(length)))
        .isEqualTo(new PlainScoring(model, folded).best(List.of(length)));
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    int count = random.nextInt(1, 6);
    for (int i = 0; i < count; i++) {
      String text = text(random.nextInt(1, random.nextBoolean() ? 60 : 900));
      texts.add(text.isEmpty() ? "x" : text);
    }
    return texts;
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return Folding.of(text.toString());
  }

  private static List<Integer> ends(List<String> texts) {
    List<Integer> ends = new ArrayList<>();
    int end = -1;
    for (String text : texts) {
      end += 1 + text.length();
      ends.add(end);
    }
    return ends;
  }
}
