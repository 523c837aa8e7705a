package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalEncoderTest {
  private final TerminalEncoder encoder = new TerminalEncoder();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          colour                | \\u001B[31mred      | ␛[31mred       | terminal-sequence
          clear screen          | \\u001B[2J\\u001B[H  | ␛[2J␛[H       | terminal-sequence
          cursor up, overwrite  | \\u001B[1A\\u001B[2K | ␛[1A␛[2K      | terminal-sequence
          alternate screen      | \\u001B[?1049h      | ␛[?1049h       | terminal-sequence
          bracketed paste end   | \\u001B[201~id      | ␛[201~id       | terminal-sequence
          device attributes     | \\u001B[c           | ␛[c            | terminal-sequence
          8-bit CSI             | \\u009B31m          | ⟦U+009B⟧31m    | terminal-sequence
          title, BEL            | \\u001B]0;pwned\\u0007 | ␛]0;pwned␇  | terminal-command
          title, ST             | \\u001B]2;pwned\\u001B\\\\ | ␛]2;pwned␛\\\\ | terminal-command
          hyperlink             | \\u001B]8;;http://e.vil\\u0007ok\\u001B]8;;\\u0007 | ␛]8;;http://e.vil␇ok␛]8;;␇ | terminal-command
          clipboard             | \\u001B]52;c;cm0=\\u0007 | ␛]52;c;cm0=␇ | terminal-command
          iTerm command         | \\u001B]1337;File=x\\u0007 | ␛]1337;File=x␇ | terminal-command
          8-bit OSC             | \\u009D0;x\\u009C   | ⟦U+009D⟧0;x⟦U+009C⟧ | terminal-command
          device control        | \\u001BPq\\u001B\\\\ | ␛Pq␛\\\\       | terminal-command
          application command   | \\u001B_Gx\\u001B\\\\ | ␛_Gx␛\\\\     | terminal-command
          privacy message       | \\u001B^x\\u001B\\\\ | ␛^x␛\\\\       | terminal-command
          full reset            | \\u001Bc            | ␛c             | control
          charset switch        | \\u001B(0           | ␛(0            | control
          shift out             | a\\u000Eb           | a␎b            | control
          bell                  | a\\u0007b           | a␇b            | control
          backspace             | a\\u0008b           | a␈b            | control
          form feed             | a\\u000Cb           | a␌b            | control
          vertical tab          | a\\u000Bb           | a␋b            | control
          delete                | a\\u007Fb           | a␡b            | control
          NUL                   | a\\u0000b           | a␀b            | control
          enquiry               | a\\u0005b           | a␅b            | control
          next line             | a\\u0085b           | a⟦U+0085⟧b     | control
          overwriting CR        | safe\\u000Devil     | safe␍evil      | carriage-return
          override              | a\\u202Eb           | a⟦U+202E⟧b     | bidi-embedding
          isolate               | a\\u2067b           | a⟦U+2067⟧b     | bidi-isolate
          zero width            | a\\u200Bb           | ab             | zero-width
          """)
  void sequence_becomesVisible(String name, String raw, String expected, String flaw) {
    Encoded result = encoder.encode(CanonicalTextTest.unescape(raw).replace("\\\\", "\\"));
    assertThat(result.text()).isEqualTo(expected.replace("\\\\", "\\"));
    assertThat(result.at("")).anyMatch(change -> change.what().equals(flaw));
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
  void hostileText_holdsNoControl() {
    SinkLaws.hold(
        encoder,
        text -> {
          String rest = text.replace("\r\n", "").replace("\n", "").replace("\t", "");
          assertThat(rest.chars().noneMatch(c -> c < 0x20 || (c >= 0x7F && c <= 0x9F)))
              .describedAs(() -> SinkLaws.escaped(text))
              .isTrue();
        });
  }
}
