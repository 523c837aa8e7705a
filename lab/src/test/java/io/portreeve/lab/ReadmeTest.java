package io.portreeve.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table that strangers read first is what the lab finds. */
final class ReadmeTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d+[ab]?) \\| ([^|]+) \\| succeeds \\| ([^|]+) \\|$");
  private static final Pattern REASON = Pattern.compile("`([a-z-]+)`");

  /** An attack, and why it says that it is blocked. */
  record Row(String mitigation, String attack, List<String> reasons) {
    private static Row of(MatchResult found) {
      List<String> reasons =
          REASON.matcher(found.group(3)).results().map(one -> one.group(1)).toList();
      return new Row(found.group(1), found.group(2), reasons);
    }
  }

  static List<Row> rows() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    return ROW.matcher(readme).results().map(Row::of).toList();
  }

  @Test
  void everyMitigation_hasARow() throws IOException {
    assertThat(rows().stream().map(Row::mitigation).distinct().sorted())
        .isEqualTo(
            Attacks.all().stream().map(one -> one.mitigation().id()).distinct().sorted().toList())
        .hasSize(Mitigation.values().length);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_isWhatTheLabFinds(Row row) throws Exception {
    Attack attack =
        Attacks.all().stream()
            .filter(one -> one.mitigation().id().equals(row.mitigation()))
            .filter(one -> one.story().startsWith(row.attack()))
            .findFirst()
            .orElseThrow();
    try (Bench bench = new Bench()) {
      Result result = bench.run(attack);

      assertThat(result.proves()).isTrue();
      assertThat(row.reasons()).isNotEmpty();
      assertThat(result.reason().split(", ")).containsAll(row.reasons());
    }
  }
}
