package io.portreeve.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Rows of the threat model that are named to the lab. */
final class RowsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int run(String... words) throws Exception {
    Scripted attack = new Scripted(true, false, "evidence");
    return Lab.run(
        List.of(attack), List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String row() {
    return new Scripted(true, false, "evidence").mitigation().id();
  }

  @Test
  void rowThatIsNamed_isAttacked_andNoOther() throws Exception {
    assertThat(run(row())).isZero();
    assertThat(said()).contains("1 passed");

    out.reset();
    assertThat(run("10b")).isEqualTo(1);
    assertThat(said()).startsWith("no attack");
  }

  @Test
  void rowThatThereIsNot_isToldWhichThereAre_andWhatToType() throws Exception {
    assertThat(run("3z")).isEqualTo(2);
    assertThat(said())
        .contains("portreeve: there is no row `3z` in the threat model; they are 1a, 1b, 2, 3a, 3b")
        .contains("portreeve lab 3b ");
  }

  @Test
  void rowInCapitals_isTheSameRow() throws Exception {
    assertThat(run(row().toUpperCase(Locale.ROOT))).isZero();
  }

  /** It said that no mitigation was in force, which was false of both. */
  @Test
  void rowOfAnotherThreat_isToldSo() throws Exception {
    assertThat(run("3b", "--threat", "4")).isEqualTo(2);
    assertThat(said()).startsWith("portreeve: 3b is not of threat 4; leave `--threat` away");
  }

  @Test
  void rowAsThreat_isToldWhereItBelongs_andSoAreOtherSlips() throws Exception {
    assertThat(run("--threat", "6B")).isEqualTo(2);
    assertThat(run("--threat", "12")).isEqualTo(2);
    assertThat(run("--jsn")).isEqualTo(2);
    assertThat(run("--threat")).isEqualTo(2);
    assertThat(said())
        .contains("6b is a row of the threat model: `portreeve lab 6b`")
        .contains("there is no threat 12; they are 1 to 11")
        .contains("there is no option `--jsn` here; did you mean `--json`?")
        .contains("`--threat` needs the number of one, from 1 to 11");
  }

  @Test
  void numberOfAThreat_isToldWhereItBelongs() throws Exception {
    assertThat(run("3")).isEqualTo(2);
    assertThat(said()).contains("3 is a threat: `portreeve lab --threat 3`");
  }
}
