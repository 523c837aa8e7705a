package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {
  @Test
  void textThatFits_isLeftAsItIs() {
    assertThat(Wrapped.lines("  two  blanks `in a  row`", 80))
        .containsExactly("  two  blanks `in a  row`");
  }

  @Test
  void longText_isBrokenBetweenWords_andGoesOnFurtherIn() {
    assertThat(Wrapped.lines("  missing: a folder that is not there", 20))
        .containsExactly("  missing: a folder", "    that is not", "    there");
  }

  @Test
  void whatIsTypedOrCopied_staysWhole() {
    assertThat(Wrapped.lines("see `portreeve check -c here` and then go on", 20))
        .containsExactly("see", "  `portreeve check -c here`", "  and then go on");
    assertThat(Wrapped.lines("open http://127.0.0.1:8787/login/callback now", 20))
        .containsExactly("open", "  http://127.0.0.1:8787/login/callback", "  now");
  }

  @Test
  void backtickWithoutAnother_keepsNothingTogether() {
    assertThat(Wrapped.lines("a lone ` and words after it", 10))
        .containsExactly("a lone `", "  and", "  words", "  after it");
  }

  @Test
  void color_takesNoRoom() {
    assertThat(Wrapped.lines("\033[31mred\033[0m and more", 12))
        .containsExactly("\033[31mred\033[0m and more");
  }
}
