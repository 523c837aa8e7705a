package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final List<List<String>> ROWS =
      List.of(List.of("a", "longer", "one two three four five six"), List.of("bcd", "e", "short"));

  @Test
  void columns_standUnderEachOther() {
    assertThat(Table.lines(ROWS))
        .containsExactly("a    longer  one two three four five six", "bcd  e       short");
  }

  @Test
  void lastColumn_goesOnUnderItself_whereTheScreenEnds() {
    assertThat(Table.lines(ROWS, 33))
        .containsExactly(
            "a    longer  one two three four", "             five six", "bcd  e       short");
  }

  @Test
  void wordThatFitsNowhere_staysWhole() {
    String word = "x".repeat(50);

    assertThat(Table.lines(List.of(List.of("a", word + " b")), 10))
        .containsExactly("a  " + word, "   b");
  }

  @Test
  void color_takesNoRoom() {
    assertThat(Table.lines(List.of(List.of("\033[31ma\033[0m", "b"), List.of("cc", "d"))))
        .containsExactly("\033[31ma\033[0m   b", "cc  d");
  }
}
