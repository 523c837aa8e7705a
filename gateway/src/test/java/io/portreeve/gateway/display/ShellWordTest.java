package io.portreeve.gateway.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/srv/notes-1.d/a_b@c%d+e=f:g,h | /srv/notes-1.d/a_b@c%d+e=f:g,h",
        "two words | 'two words'",
        "it's | 'it'\\''s'",
        "$HOME;x | '$HOME;x'",
        "\"\" | ''",
      })
  void text_isOneWord_quotedWhereItHasToBe(String text, String word) {
    assertThat(ShellWord.of(text)).isEqualTo(word);
  }
}
