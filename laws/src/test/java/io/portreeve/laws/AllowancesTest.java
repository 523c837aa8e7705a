package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowancesTest {
  private static final Breach BREACH = new Breach("printing", "a/B.java", 7, "prints");

  @Test
  void breach_thatIsAllowed_isNotTold() {
    assertThat(
            Allowances.parse("# why\n\nprinting a/B.java it is the console").apply(List.of(BREACH)))
        .isEmpty();
  }

  @Test
  void breach_ofAnotherLawOrFile_isTold() {
    assertThat(Allowances.parse("").apply(List.of(BREACH))).containsExactly(BREACH);
    assertThat(Allowances.parse("length a/B.java long").apply(List.of(BREACH))).contains(BREACH);
    assertThat(Allowances.parse("printing a/C.java console").apply(List.of(BREACH)))
        .contains(BREACH);
  }

  @Test
  void allowance_thatCoversNothing_isTold() {
    assertThat(Allowances.parse("printing a/B.java it is the console").apply(List.of()))
        .extracting(Breach::law)
        .containsExactly("allowance");
  }

  @Test
  void allowance_withoutReason_isRefused() {
    assertThatThrownBy(() -> Allowances.parse("printing a/B.java"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("printing a/B.java");
  }
}
