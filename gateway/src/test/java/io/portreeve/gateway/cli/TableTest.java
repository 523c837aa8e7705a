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
    assertThat(
            Table.lines(
                List.of(
                    List.of("a", "longer", "one two three four five six seven eight"),
                    List.of("bcd", "e", "short")),
                46))
        .containsExactly(
            "a    longer  one two three four five six seven",
            "             eight",
            "bcd  e       short");
  }

  @Test
  void columnsWithoutRoom_standBelow_inColumnsOfTheirOwn() {
    String exchange = "849802c1cb206c02a5e7d31f90b84c6e";
    List<List<String>> rows =
        List.of(
            List.of("KIND", "EXCHANGE", "SERVER", "REASON"),
            List.of("decision", exchange, "demo", "not allowed"),
            List.of("event", exchange, "of another name", "started"));

    assertThat(Table.lines(rows, 50))
        .containsExactly(
            "KIND      EXCHANGE",
            "    SERVER           REASON",
            "decision  " + exchange,
            "    demo             not allowed",
            "event     " + exchange,
            "    of another name  started");
  }

  @Test
  void whatHasNothingBelow_hasNoEmptyLine() {
    List<List<String>> rows =
        List.of(
            List.of("one", "x".repeat(20), "two words"),
            List.of("", "", "three"),
            List.of("alone"));

    assertThat(Table.lines(rows, 30))
        .containsExactly("one    " + "x".repeat(20), "    two words", "    three", "alone");
  }

  @Test
  void longWord_standsBelow_whereItFits() {
    String path = "/var/lib/" + "x".repeat(30);

    assertThat(Table.lines(List.of(List.of("directory", "in " + path), List.of("audit", "on")), 44))
        .containsExactly("directory", "    in", "    " + path, "audit      on");
  }

  @Test
  void wordThatFitsNowhere_staysWhole() {
    String word = "x".repeat(50);

    assertThat(Table.lines(List.of(List.of("a", word + " b")), 36))
        .containsExactly("a  " + word, "   b");
  }

  @Test
  void color_takesNoRoom() {
    assertThat(Table.lines(List.of(List.of("\033[31ma\033[0m", "b"), List.of("cc", "d"))))
        .containsExactly("\033[31ma\033[0m   b", "cc  d");
  }
}
