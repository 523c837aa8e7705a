package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.text.CanonicalText.Form;
import java.text.Normalizer;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompatibilityTest {
  private static final String SALUTATION = "\uFDFA";
  private static final int LENGTH = 10_000;

  /** The attack: what is as long as one character of a message becomes eighteen. */
  @Test
  void textOfPhrases_growsEighteenTimes_andNotHere() {
    String text = SALUTATION.repeat(LENGTH);
    assertThat(Normalizer.normalize(text, Normalizer.Form.NFKC)).hasSize(18 * LENGTH);

    assertThat(Compatibility.of(text).length()).isLessThan(3 * LENGTH);
    Encoded canonical = CanonicalText.of(text, Form.NFKC);
    assertThat(canonical.text()).isEqualTo(Compatibility.of(text));
    assertThat(canonical.found())
        .containsEntry(TextFlaw.PHRASE_RUN, LENGTH - 64 - LENGTH / 16)
        .containsKey(TextFlaw.NOT_NORMALIZED);
  }

  @Test
  void noOtherCharacter_becomesMoreThanSix() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c != 0xFDFA && c != 0xFDFB)
                .mapToObj(Character::toString)
                .filter(one -> Compatibility.of(one).length() > 6 * one.length()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SALUTATION, "\uFDFB", "ｆｕｌｌ ﬁ", "plain", ""})
  void whateverAnHonestTextHas_isComposedAsTheStandardHasIt(String text) {
    String honest = ("He said " + text + " and went on with his work. ").repeat(50) + text;

    assertThat(Compatibility.of(honest))
        .isEqualTo(Normalizer.normalize(honest, Normalizer.Form.NFKC));
    assertThat(CanonicalText.of(honest, Form.NFKC).found()).doesNotContainKey(TextFlaw.PHRASE_RUN);
  }

  /** What is not known of a text hides nothing else in it. */
  @Test
  void restOfATextWithTooMany_isReadAsEver() {
    String text = "ｒｍ" + SALUTATION.repeat(LENGTH) + "－ｒｆ";

    assertThat(Compatibility.of(text)).startsWith("rm").endsWith("\uFFFD-rf");
    assertThat(CanonicalText.of(text, Form.AS_IS).found()).isEqualTo(Map.of());
  }
}
