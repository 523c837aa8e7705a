package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelEncoderTest {
  private final ModelEncoder encoder = new ModelEncoder();

  /** Written independently of the encoder: what no output may hold, wherever it stands. */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "[\\x{0}-\\x{8}\\x{B}\\x{C}\\x{E}-\\x{1F}\\x{7F}-\\x{9F}\\x{AD}\\x{34F}\\x{115F}\\x{1160}"
              + "\\x{2060}-\\x{206F}\\x{202A}-\\x{202E}\\x{3164}\\x{FEFF}\\x{FFA0}\\x{FFF0}-\\x{FFFB}"
              + "\\x{E0080}-\\x{E00FF}\\x{E0120}-\\x{E0FFF}\\x{FFFE}\\x{FFFF}\\p{Cs}]"
              + "|[\\x{E0000}-\\x{E007F}](?<!🏴gbeng.{0,9})(?<!\\x{E007F}|[\\x{E0061}-\\x{E007A}])"
              + "|[\\x{200B}-\\x{200F}\\x{FE00}-\\x{FE0F}]{2}(?<!\\x{FE0F}\\x{200D})");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          colour             | a\\u001B[31mred\\u001B[0m | a␛[31mred␛[0m
          hyperlink          | \\u001B]8;;https://e.vil\\u0007x | ␛]8;;https://e.vil␇x
          NUL                | a\\u0000b          | a␀b
          backspaces         | rm\\u0008\\u0008ls | rm␈␈ls
          override           | a\\u202Eb          | a⟦U+202E⟧b
          pop                | a\\u202Cb          | a⟦U+202C⟧b
          8-bit CSI          | a\\u009B31m        | a⟦U+009B⟧31m
          isolates           | \\u2068Ann\\u2069  | Ann
          zero width         | ig\\u200Bnore      | ignore
          soft hyphen        | ig\\u00ADnore      | ignore
          tags               | hi\\uDB40\\uDC68\\uDB40\\uDC69 | hi
          lone surrogate     | a\\uD800b          | a\\uFFFDb
          decomposed         | e\\u0301           | e\\u0301
          carriage returns   | a\\u000Db          | a\\u000Db
          private use        | \\uE0B0            | \\uE0B0
          """)
  void hiddenCharacter_isShownOrTakenOut(String name, String raw, String expected) {
    assertThat(encoder.encode(CanonicalTextTest.unescape(raw)).text())
        .isEqualTo(CanonicalTextTest.unescape(expected));
  }

  static Stream<String> benign() {
    return BenignTexts.all().stream();
  }

  @ParameterizedTest
  @MethodSource("benign")
  void benignText_isTheSameInstance(String text) {
    SinkLaws.unchanged(encoder, text);
  }

  @Test
  void hostileText_hidesNothingAndIsStable() {
    SinkLaws.hold(
        encoder,
        text ->
            assertThat(HIDDEN.matcher(text).find())
                .describedAs(() -> SinkLaws.escaped(text))
                .isFalse());
  }

  @Test
  void findings_areCountedPerClass() {
    Encoded result = encoder.encode("a\u200B\u200Bb\u001B[1m\u202Ec");
    assertThat(result.found())
        .isEqualTo(
            Map.of(
                TextFlaw.ZERO_WIDTH, 2,
                TextFlaw.TERMINAL_SEQUENCE, 1,
                TextFlaw.BIDI_EMBEDDING, 1));
    assertThat(result.at("/content/0/text"))
        .extracting(change -> change.pointer() + " " + change.what() + " " + change.count())
        .containsExactly(
            "/content/0/text bidi-embedding 1",
            "/content/0/text zero-width 2",
            "/content/0/text terminal-sequence 1");
  }
}
