package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ListedDependenciesTest {
  private static final String ROW = "| `a:b` | why | who | licence | instead |\n";

  @Test
  void library_withARow_passes() {
    assertThat(ListedDependencies.breachesIn(Set.of("a:b"), "# Head\n\n| library |\n|---|\n" + ROW))
        .isEmpty();
  }

  @Test
  void library_withoutARow_isTold() {
    assertThat(ListedDependencies.breachesIn(Set.of("a:b", "c:d"), ROW))
        .extracting(Breach::what)
        .containsExactly("c:d is not listed");
  }

  @Test
  void row_withoutALibrary_isTold() {
    assertThat(ListedDependencies.breachesIn(Set.of(), ROW))
        .extracting(Breach::what)
        .containsExactly("a:b is listed but not used");
  }

  @Test
  void row_withAnEmptyColumn_isTold() {
    assertThat(ListedDependencies.breachesIn(Set.of("a:b"), ROW.replace("licence", " ")))
        .hasSize(1);
    assertThat(ListedDependencies.breachesIn(Set.of("a:b"), ROW.replace("| licence ", "")))
        .hasSize(1);
  }
}
