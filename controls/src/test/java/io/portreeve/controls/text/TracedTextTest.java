package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracedTextTest {
  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "'a\u200Bb\u00ADc', abc",
    "ｋｅｙ－１, key-1",
    "\uD835\uDC24\uD835\uDC1E\uD835\uDC32, key",
    "a&#64;b&#x2e;c, a@b.c",
    "naïve 数, naïve 数",
    "'a & b &c', 'a & b &c'"
  })
  void isReadAsItLooks(String raw, String read) {
    assertThat(TracedText.of(raw).text()).isEqualTo(read);
  }

  @Test
  void everyCharacter_isTracedToWhereItStands() {
    String raw = "\u200Ba\uD835\uDC24&#64;z";
    TracedText traced = TracedText.of(raw);

    assertThat(traced.text()).isEqualTo("ak@z");
    assertThat(traced.start(0)).isEqualTo(1);
    assertThat(raw.substring(traced.start(1), traced.end(1))).isEqualTo("\uD835\uDC24");
    assertThat(raw.substring(traced.start(2), traced.end(2))).isEqualTo("&#64;");
    assertThat(traced.end(3)).isEqualTo(raw.length());
  }

  @Test
  void whatShowsNothing_separatesWhereItIsAskedTo() {
    assertThat(TracedText.of("a\u200Bb").shortened()).isTrue();
    assertThat(TracedText.separated("a\u200Bb").text()).isEqualTo("a\u200Bb");
    assertThat(TracedText.of("ａb").shortened()).isFalse();
  }
}
