package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {
  private static final String TITLE = "\u001b]0;owned\u0007";
  private static final String CLIPBOARD = "\u001b]52;c;cm0gLXJmIC8=\u0007";

  @Test
  void text_comesAsItIs_andAtOnce() {
    Prose prose = new Prose();

    assertThat(prose.next("Two no")).isEqualTo("Two no");
    assertThat(prose.next("tes,\nüber 日本")).isEqualTo("tes,\nüber 日本");
    assertThat(prose.rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void escapeSequences_inPiecesOfAnyLength_areShownAndObeyedByNoTerminal(int length) {
    String shown = inPieces("a" + TITLE + CLIPBOARD + "\u009b31mb\r!", length);

    assertThat(shown.chars()).allMatch(c -> c == '\n' || (c >= ' ' && !(c >= 0x7f && c < 0xa0)));
    assertThat(shown).contains("a␛]0;owned␇").contains("␛]52;c;").contains("b␍!");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void hiddenText_inPiecesOfAnyLength_isTakenOutOrShown(int length) {
    String tags =
        "hidden"
            .chars()
            .mapToObj(c -> Character.toString(0xE0000 + c))
            .collect(Collectors.joining());

    assertThat(inPieces("safe" + tags + "\u200b text", length)).isEqualTo("safe text");
    assertThat(inPieces("a\u202egnp.exe ", length)).isEqualTo("a⟦U+202E⟧gnp.exe ");
  }

  @Test
  void pictographs_areLeft_alsoWhereTheyComeInTwoPieces() {
    Prose prose = new Prose();
    String warned = prose.next("ok \u26a0") + prose.next("\ufe0f, \ud83d") + prose.next("\udc4d!");

    assertThat(warned + prose.rest()).isEqualTo("ok \u26a0\ufe0f, \ud83d\udc4d!");
  }

  @Test
  void wordThatNeverEnds_isShownAllTheSame() {
    Prose prose = new Prose();
    String shown =
        IntStream.range(0, 200).mapToObj(_ -> prose.next("é")).collect(Collectors.joining());

    assertThat(shown).hasSizeGreaterThan(100);
  }

  private static String inPieces(String text, int length) {
    Prose prose = new Prose();
    StringBuilder shown = new StringBuilder();
    for (int at = 0; at < text.length(); at += length) {
      shown.append(prose.next(text.substring(at, Math.min(text.length(), at + length))));
    }
    return shown + prose.rest();
  }
}
