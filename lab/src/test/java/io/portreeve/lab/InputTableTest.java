package io.portreeve.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.lab.InputTable.Row;
import io.portreeve.lab.scene.Attack.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every argument of every attack on real software, and what docs/input.md says of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InputTableTest {
  private List<Row> rows = List.of();

  @BeforeAll
  void run() throws Exception {
    rows = InputTable.run();
  }

  @Test
  void everyWay_doesHarmWithoutTheGuard() {
    assertThat(rows).flatMap(row -> row.without().trials()).hasSizeGreaterThan(100);
    assertThat(rows)
        .flatMap(row -> row.without().trials())
        .filteredOn(trial -> !trial.worked())
        .isEmpty();
  }

  @Test
  void noWay_doesHarmWhereTheArgumentIsDeclared() {
    assertThat(rows).flatMap(row -> row.declared().trials()).filteredOn(Trial::worked).isEmpty();
  }

  @Test
  void documentation_saysWhatIsBlockedWithAndWithoutDeclarations() throws IOException {
    String page = Files.readString(Path.of("../docs/input.md"));

    assertThat(page.lines().filter(line -> line.startsWith("| 10")))
        .containsExactlyElementsOf(rows.stream().map(Row::text).toList());
  }
}
